/** What the columns of cold starts over time are split by. */
export const STACKINGS = ['runtime', 'stage', 'selection'] as const;
