import type { Labels } from '../../src/protocol/queries';

/** What a function has besides its name: the titles of the label columns, in the order of the table. */
const TITLES: Labels = { runtime: 'Runtime' };

export const LABELS = (Object.keys(TITLES) as (keyof Labels)[]).map((key) => ({ key, title: TITLES[key] }));

/** What the filter searches, as in "name, runtime or region". */
export const SEARCHED = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format([
  'name',
  ...LABELS.map(({ title }) => title.toLowerCase()),
]);
