import { type Filter, FilterError, filterFields, filterText, requireFilter } from '../filter';
import { matchingRows, matchingWarm } from '../matching';
import { describedColumns, tableOfRows } from '../statistics';
import type { Arguments, OptionSpecs } from './command';
import { UsageError } from './errors';
import type { OpenTrace } from './openTrace';

/** The option of commands that can work on a part of a trace. */
export const WHERE_OPTION = {
  where: {
    value: 'FILTER',
    help: "only the cold starts that this filter selects, such as 'runtime:python latency>10s fn:orders*'",
  },
} as const satisfies OptionSpecs;

/** What a filter selects of a trace. Throws a `UsageError` that points at the first wrong word. */
export function filterOf(text: string, { file: { table, relativeTime } }: OpenTrace): Filter {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const time of table.time) {
    if (time < from) from = time;
    if (time > to) to = time;
  }
  const timeRange = table.rowCount === 0 ? null : { from, to };
  try {
    return requireFilter(text, filterFields({ described: describedColumns(table), relativeTime, timeRange }));
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    throw new UsageError(error.problem.message, '', { text, ...error.problem });
  }
}

/** The part of a trace that a command works on, and the filter that selects it; '' for the whole trace. */
export async function partOf(
  trace: OpenTrace,
  given: Arguments<typeof WHERE_OPTION>,
): Promise<{ readonly part: OpenTrace; readonly where: string }> {
  const filter = filterOf(given.text('where') ?? '', trace);
  if (filter.terms.length === 0) return { part: trace, where: '' };
  const { table } = trace.file;
  const rows = await matchingRows(filter, table, trace.unitsPerSecond);
  const part = { ...tableOfRows(table, rows), warm: await matchingWarm(filter, table) };
  return { part: { ...trace, file: { ...trace.file, table: part } }, where: filterText(filter) };
}
