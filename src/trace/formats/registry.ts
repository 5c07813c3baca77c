import type { Format } from './format';
import { lambdaEvents } from './lambdaEvents';
import { lambdaInsights } from './lambdaInsights';
import { lambdaLog } from './lambdaLog';

/**
 * All formats but the released trace, which its header tells. A file is of the first that recognises it, so a format
 * whose files could be taken for another's comes first.
 */
export const FORMATS: readonly Format[] = [
  // The messages of a Lambda log may be in a table or in JSON.
  lambdaInsights,
  lambdaEvents,
  lambdaLog,
];
