import { alibabaFcJson } from './alibabaFcJson';
import { alibabaFcTable } from './alibabaFcTable';
import { antAfaas } from './antAfaas';
import { cloudRun } from './cloudRun';
import { containerd } from './containerd';
import { converted } from './converted';
import { faasnet } from './faasnet';
import type { Format } from './format';
import { gentd26 } from './gentd26';
import { huawei2025 } from './huawei2025';
import { invitroOpenwhisk } from './invitroOpenwhisk';
import { kubernetesEvents } from './kubernetesEvents';
import { lambdaEvents } from './lambdaEvents';
import { lambdaInsights } from './lambdaInsights';
import { lambdaInsightsTable } from './lambdaInsightsTable';
import { lambdaLog } from './lambdaLog';
import { openwhisk } from './openwhisk';

/**
 * All formats. A file is of the first that recognises it, so a format whose files could be taken for another's comes
 * first.
 */
export const FORMATS: readonly Format[] = [
  faasnet,
  converted,
  huawei2025,
  antAfaas,
  gentd26,
  invitroOpenwhisk,
  alibabaFcTable,
  lambdaInsightsTable,
  // The messages of a Lambda log may be in a table or in JSON.
  lambdaInsights,
  lambdaEvents,
  lambdaLog,
  alibabaFcJson,
  openwhisk,
  kubernetesEvents,
  cloudRun,
  containerd,
];
