import { UNCLOSED_QUOTE } from './csvLane';
import type { LineAccount, RowProblem, TimeUnit, TraceTable } from './table';
import { TraceError } from './traceError';
import { TraceReader } from './traceReader';

/** The content of some lines of a trace. Lines are numbered from 1 within them. */
export interface LinesRead {
  /** null if no line is a readable row. */
  readonly table: TraceTable | null;
  readonly problems: readonly RowProblem[];
  /** What their times are counted in; null if no line is a readable row. */
  readonly timeUnit: TimeUnit | null;
}

const STRETCH_BYTES = 1 << 16;

/**
 * Reads lines of a trace. Returns null if their content depends on lines after them, or if not all their problems are
 * listed.
 * @param header the trace's header line
 * @param text whole lines, the last with or without its line end
 * @param timeUnit what the trace's times are counted in; absent: the first of these rows decides
 */
export function readLines(header: string, text: string, timeUnit?: TimeUnit): LinesRead | null {
  const reader = new TraceReader(STRETCH_BYTES, { timeUnit });
  try {
    for (const _ of reader.write(new TextEncoder().encode(`${header}\n${text}`)));
    const { table, problems, account, unreadableValues, timeUnit: detected } = reader.end();
    for (let row = 0; row < table.rowCount; row++) table.line[row]--;
    return read(table, problems, account, unreadableValues, detected);
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

/** Whether each line is a record on its own, independent of the others, and all problems are listed. */
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
