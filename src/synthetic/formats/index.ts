import { faasnet } from './faasnet';
import { lambdaEvents } from './lambdaEvents';
import { lambdaInsights } from './lambdaInsights';
import { lambdaLog, lambdaLogJson } from './lambdaLog';
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
];
