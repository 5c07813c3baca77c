import type { Assumption } from '../table';
import type { MappedColumn, MappingFormat, NameSource, RowTest } from './format';
import { UNKNOWN_FUNCTION } from './lambda/invocations';
import { FUNCTION_GROUP } from './lambda/logNames';
import type { TableSample } from './sample';
import { cellsOf, columnOf, columnsOf, mappingOf, presentOf } from './tableMapping';

/**
 * Results of CloudWatch Logs Insights by the fields that it discovers. Cold starts by SnapStart cannot be told without
 * `@message`.
 */
export const lambdaInsightsTable: MappingFormat = {
  kind: 'mapping',
  id: 'lambda-insights',
  title: 'CloudWatch Logs Insights results',
  knownBy: 'columns @timestamp and @initDuration',
  recognise(table) {
    const names = columnsOf(table, '@timestamp', '@initDuration');
    if (names === null || columnOf(table, '@message') !== undefined) return null;
    const [memory, id] = ['@memorySize', '@requestId'].map((name) => columnOf(table, name));
    const report = reportTest(table);
    const isCount = cellsOf(table, names['@timestamp']).every((cell) => /^\d+$/.test(cell));
    const { source, assumption } = functionOf(table);
    return mappingOf(table, {
      time: { column: names['@timestamp'], as: isCount ? 'ms' : 'iso', zone: 0, relative: false },
      function: source,
      latency: { column: names['@initDuration'], unit: 'ms' },
      ...(memory !== undefined && { memoryMB: { column: memory, unit: 'bytes·10⁶' } }),
      cold: { column: names['@initDuration'] },
      ...(report && { only: { ...report, otherName: 'other log line' } }),
      ...(id !== undefined && { id }),
      extras: presentOf(table, EXTRAS),
      assumptions: [
        { key: 'unit', text: 'latencies are @initDuration, in ms; 1,000,000 bytes of @memorySize make a MB' },
        { key: 'zone', text: 'times are UTC' },
        assumption,
        { key: 'cold', text: 'a report with an @initDuration is a cold start' },
      ],
    });
  },
};

/** What tells the report of an invocation from other lines of its log; null where all rows are reports. */
function reportTest(table: TableSample): RowTest | null {
  const type = columnOf(table, '@type');
  if (type !== undefined) return { column: type, equals: ['REPORT'] };
  const duration = columnOf(table, '@duration');
  return duration === undefined ? null : { column: duration };
}

function functionOf(table: TableSample): { readonly source: NameSource; readonly assumption: Assumption } {
  const column = columnOf(table, '@log') ?? columnOf(table, '@logGroup');
  if (column === undefined) {
    const text = `the file does not name the function: it is shown as ${UNKNOWN_FUNCTION}`;
    return { source: { parts: [], constant: UNKNOWN_FUNCTION }, assumption: { key: 'function', text } };
  }
  const isOfLambda = cellsOf(table, column).every((cell) => cell.includes(FUNCTION_GROUP));
  const part = isOfLambda ? { column, cut: { separator: FUNCTION_GROUP, from: 1 } } : { column };
  const text = isOfLambda ? `a function is ${column} after ${FUNCTION_GROUP}` : `a function is its ${column}`;
  return { source: { parts: [part] }, assumption: { key: 'function', text } };
}

const EXTRAS: readonly MappedColumn[] = [
  { key: 'init', title: 'init', role: 'stage', column: '@initDuration', fileUnit: 'ms' },
  { key: 'duration', title: 'duration', role: 'measure', unit: 's', column: '@duration', fileUnit: 'ms' },
  {
    key: 'maxMemoryMB',
    title: 'max memory used',
    role: 'measure',
    unit: 'MB',
    column: '@maxMemoryUsed',
    fileUnit: 'bytes·10⁶',
  },
  { key: 'account', title: 'account', role: 'label', column: '@log', cut: { separator: ':', from: 0, to: -1 } },
];
