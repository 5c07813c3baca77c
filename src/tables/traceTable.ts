import { labelsOf, measureAt, measuresOf, type TraceFile } from '../trace';
import type { OutputColumn, OutputTable } from './table';

const BYTES_PER_MB = 1 << 20;

/**
 * Columns that OpenTelemetry's semantic conventions name. Other labels and measures keep their keys, stages get the
 * prefix `stage.`.
 */
const NAMES: Readonly<Record<string, string>> = {
  runtime: joined('process', 'runtime', 'name'),
  version: 'faas.version',
  region: 'cloud.region',
  account: 'cloud.account.id',
  cluster: 'k8s.cluster.name',
  node: 'k8s.node.name',
  namespace: 'k8s.namespace.name',
  image: 'container.image.name',
};

function joined(...words: string[]): string {
  return words.join('.');
}

/**
 * A trace of any format in one form: a row for each cold start in the order of the file, then for each warm invocation.
 * Times are dates, or seconds since the start of the data set; durations are seconds, memory bytes.
 * @param unitsPerSecond divides the latencies of the file's table for seconds
 */
export function traceTable({ table, relativeTime }: TraceFile, unitsPerSecond: number): OutputTable {
  const { rowCount, warm, files } = table;
  const time = (row: number) => (row < rowCount ? table.time[row] : warm!.time[row - rowCount]);
  const names = [...table.functionNames];
  const functionId = (row: number) => (row < rowCount ? table.functionId[row] : warm!.functionId[row - rowCount]);
  const columns: (OutputColumn | false)[] = [
    relativeTime
      ? { name: 'elapsed_seconds', type: 'number', at: time }
      : { name: 'timestamp', type: 'time', at: time },
    { name: 'faas.name', type: 'text', at: (row) => names[functionId(row)] },
    warm !== null && { name: 'faas.coldstart', type: 'boolean', at: (row) => row < rowCount },
    cold('faas.init_duration', 'number', (row) => table.latency[row] / unitsPerSecond),
    ...labelsOf(table).map(({ key, ids, names: values }) =>
      cold(NAMES[key] ?? key, 'text', (row) => values[ids[row]] || null),
    ),
    ...measuresOf(table).map((measure) =>
      measure.key === 'memoryMB'
        ? cold('faas.max_memory', 'bytes', (row) => measureAt(measure, row) * BYTES_PER_MB)
        : cold(NAMES[measure.key] ?? measure.key, 'shortNumber', (row) => measureAt(measure, row)),
    ),
    ...table.stages.map(({ key, values }) => cold(`stage.${key}`, 'shortNumber', (row) => values[row])),
    files.length > 1 && cold('source.file', 'text', fileAt),
    cold('source.line', 'count', (row) => table.line[row]),
  ];
  return { rows: rowCount + (warm?.rows ?? 0), columns: columns.filter((column) => column !== false) };

  /** A column that warm invocations lack. */
  function cold(name: string, type: OutputColumn['type'], at: OutputColumn['at']): OutputColumn {
    return { name, type, at: (row) => (row < rowCount ? at(row) : null) };
  }

  function fileAt(row: number): string {
    return files.findLast(({ firstRow }) => firstRow <= row)?.name ?? '';
  }
}
