import { alibabaFc, alibabaFcJson } from './alibabaFc';
import { antAfaas } from './antAfaas';
import { cloudRun } from './cloudRun';
import { containerd } from './containerd';
import { faasnet } from './faasnet';
import { gentd26 } from './gentd26';
import { homeMade } from './homeMade';
import { huawei2025 } from './huawei2025';
import { invitroOpenwhisk } from './invitroOpenwhisk';
import { kubernetesEvents } from './kubernetesEvents';
import { lambdaEvents } from './lambdaEvents';
import { lambdaInsights } from './lambdaInsights';
import { lambdaLog, lambdaLogJson } from './lambdaLog';
import { openwhisk } from './openwhisk';
import type { SyntheticFormat } from './syntheticFormat';

export type { SyntheticStart } from './syntheticFormat';
export { faasnet, type SyntheticFormat };

/** The formats that `faasnet generate` writes. */
export const SYNTHETIC_FORMATS: readonly SyntheticFormat[] = [
  faasnet,
  lambdaLog,
  lambdaLogJson,
  lambdaEvents,
  lambdaInsights,
  huawei2025,
  antAfaas,
  alibabaFc,
  alibabaFcJson,
  gentd26,
  invitroOpenwhisk,
  openwhisk,
  kubernetesEvents,
  containerd,
  cloudRun,
  homeMade,
];
