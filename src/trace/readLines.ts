import { UNCLOSED_QUOTE } from './csvLane';
import type { LineAccount, RowProblem, TimeUnit, TraceTable } from './table';
import { TraceError } from './traceError';
import { TraceReader } from './traceReader';

/** What some lines of a trace hold, read by themselves. Lines are numbered from 1, the first of them being 1. */
export interface LinesRead {
  /** null where none of them is a readable row. */
  readonly table: TraceTable | null;
  readonly problems: readonly RowProblem[];
  /** What their times are counted in; null where none of them is a readable row. */
  readonly timeUnit: TimeUnit | null;
}

const STRETCH_BYTES = 1 << 16;

/**
 * Reads lines taken out of a trace; null where they hold what depends on the lines behind them, or more problems than are listed.
 * @param header the trace's header line
 * @param text whole lines, the last with or without its line end
 * @param timeUnit what the trace's times are counted in; absent: the first of these rows tells
 */
export function readLines(header: string, text: string, timeUnit?: TimeUnit): LinesRead | null {
  const reader = new TraceReader(STRETCH_BYTES, 0, timeUnit);
  try {
    for (const _ of reader.write(new TextEncoder().encode(`${header}\n${text}`)));
    const { table, problems, account, unreadableValues, timeUnit: told } = reader.end();
    for (let row = 0; row < table.rowCount; row++) table.line[row]--;
    return read(table, problems, account, unreadableValues, told);
  } catch (error) {
    if (!(error instanceof TraceError)) throw error;
    const { code, problems, account } = error;
    return code === 'noRows' && account ? read(null, problems, account, 0, null) : null;
  }
}

function read(
  table: TraceTable | null,
  problems: readonly RowProblem[],
  account: LineAccount,
  unreadableValues: number,
  timeUnit: TimeUnit | null,
): LinesRead | null {
  const total = account.badRows + unreadableValues;
  if (!linesStandAlone({ listed: problems, total }, account)) return null;
  return { table, problems: problems.map((problem) => ({ ...problem, line: problem.line - 1 })), timeUnit };
}

/** Whether each line of what was read is a record by itself, whatever stands in the others; and all problems are listed. */
export function linesStandAlone(
  { listed, total }: { readonly listed: readonly RowProblem[]; readonly total: number },
  account: LineAccount,
): boolean {
  return (
    account.records === account.physicalLines &&
    listed.length === total &&
    listed.every(({ expected }) => expected !== UNCLOSED_QUOTE)
  );
}
