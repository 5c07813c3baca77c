import type { FormatName } from '../table';
import { alibabaFcJson } from './alibabaFcJson';
import { cloudRun } from './cloudRun';
import { containerd } from './containerd';
import { converted } from './converted';
import type { Format } from './format';
import { kubernetesEvents } from './kubernetesEvents';
import { lambdaEvents } from './lambdaEvents';
import { lambdaInsights } from './lambdaInsights';
import { lambdaLog } from './lambdaLog';
import { openwhisk } from './openwhisk';

/** The format whose rows are read without a mapping. */
export const RELEASED_TRACE: FormatName = { id: 'faasnet', title: 'FaaSNet trace' };

/**
 * All formats but the released trace, which its header tells. A file is of the first that recognises it, so a format
 * whose files could be taken for another's comes first.
 */
export const FORMATS: readonly Format[] = [
  converted,
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
