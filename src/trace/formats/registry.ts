import type { Format } from './format';

/**
 * All formats but the released trace, which its header tells. A file is of the first that recognises it, so a format
 * whose files could be taken for another's comes first.
 */
export const FORMATS: readonly Format[] = [];
