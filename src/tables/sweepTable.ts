import type { OutputColumn, OutputTable } from './table';

/** A unit of a sweep with its numbers. */
interface UnitRow {
  readonly number: number;
  /** By axis. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly result: Readonly<Record<string, unknown>> & {
    readonly latencies: { readonly count: number; readonly sum: number };
  };
}

const MEASURES = ['containers', 'vms', 'p50', 'p90', 'p99', 'max', 'last', 'registryBytes', 'peerBytes', 'vmSeconds'];

/** One row for each unit: its number, seed and values, and its exact numbers. Latencies in seconds. */
export function sweepTable(units: readonly UnitRow[]): OutputTable {
  const axes = Object.keys(units[0]?.values ?? {});
  const columns: OutputColumn[] = [
    { name: 'unit', type: 'count', at: (row) => units[row].number },
    { name: 'seed', type: 'count', at: (row) => units[row].seed },
    ...axes.map((name): OutputColumn => axisColumn(units, name)),
    { name: 'simulated latencies', type: 'count', at: (row) => units[row].result.latencies.count },
    { name: 'simulated mean', type: 'number', at: (row) => meanOf(units[row]) },
    ...MEASURES.map(
      (name): OutputColumn => ({
        name: `simulated ${name}`,
        type: 'number',
        at: (row) => units[row].result[name] as number,
      }),
    ),
  ];
  return { rows: units.length, columns };
}

function meanOf({ result: { latencies } }: UnitRow): number {
  return latencies.sum / latencies.count;
}

function axisColumn(units: readonly UnitRow[], name: string): OutputColumn {
  const isNumber = units.every(({ values }) => typeof values[name] === 'number');
  if (isNumber) return { name, type: 'number', at: (row) => units[row].values[name] as number };
  return { name, type: 'text', at: (row) => String(units[row].values[name] ?? '') };
}
