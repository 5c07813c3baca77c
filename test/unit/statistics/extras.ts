import { sharedArray, type TraceTable } from '../../../src/trace';
import { type Row, tableOf } from './tables';

/** A cold start with what only some formats have. */
export interface RichRow extends Row {
  /** By key, in seconds; absent where unknown. */
  readonly stages?: Readonly<Record<string, number | undefined>>;
  readonly measures?: Readonly<Record<string, number | undefined>>;
  readonly labels?: Readonly<Record<string, string>>;
}

interface Warm {
  readonly time: number;
  readonly functionName: string;
}

/** Tables with stages and so on, as formats fill them. Functions that are only warm follow those with cold starts. */
export function richTable(
  rows: readonly RichRow[],
  keys: {
    readonly stages?: readonly string[];
    readonly measures?: readonly string[];
    readonly labels?: readonly string[];
  },
  warm: readonly Warm[] | null = null,
): TraceTable {
  const table = tableOf(rows);
  const functionNames = [...table.functionNames];
  for (const { functionName } of warm ?? []) {
    if (!functionNames.includes(functionName)) functionNames.push(functionName);
  }
  const values = (of: (row: RichRow) => number | undefined) => {
    const array = sharedArray('number32', rows.length);
    for (const [i, row] of rows.entries()) array[i] = of(row) ?? Number.NaN;
    return array;
  };
  return {
    ...table,
    functionNames,
    stages: (keys.stages ?? []).map((key) => ({
      key,
      title: key,
      unit: 's',
      values: values(({ stages }) => stages?.[key]),
    })),
    measures: (keys.measures ?? []).map((key) => ({
      key,
      title: key,
      unit: 'bytes',
      values: values(({ measures }) => measures?.[key]),
    })),
    labels: (keys.labels ?? []).map((key) => {
      const names = [...new Set(rows.map(({ labels }) => labels?.[key] ?? ''))];
      const ids = sharedArray('label', rows.length);
      for (const [i, { labels }] of rows.entries()) ids[i] = names.indexOf(labels?.[key] ?? '');
      return { key, title: key, ids, names };
    }),
    warm: warm && {
      rows: warm.length,
      time: Float64Array.from(warm, ({ time }) => time),
      functionId: Uint32Array.from(warm, ({ functionName }) => functionNames.indexOf(functionName)),
    },
  };
}
