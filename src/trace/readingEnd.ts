import { count, counted } from '../text';
import type { TableMapping } from './formats/format';
import { optionalColumns } from './keyedColumns';
import { detectUnit } from './latencyUnit';
import { COLD_STARTS_ONLY } from './measures';
import type { NameTable } from './names';
import { describeProblem } from './problems';
import type { RowCollector } from './rows';
import type { DetectedUnit, LineAccount, TraceFile, TraceTable } from './table';
import { TraceError, type TraceErrorDetails } from './traceError';
import { traceTable } from './traceTable';

/** A file's table and account once all rows have been read, and the errors for a file without rows. */

/**
 * @param duplicateRows those that have been dropped
 * @param skippedLines lines above the header, or above the first row
 */
export function accountOf(
  rows: RowCollector,
  duplicateRows: number,
  skippedLines: number,
  mapping?: TableMapping,
): LineAccount {
  const { columns, warm, otherRows, badRows, blankLines, line, header } = rows;
  const headerLines = skippedLines + (header.isNamed ? 1 : 0);
  const warmRows = warm?.rows ?? 0;
  return {
    rows: columns.rows,
    warmRows,
    otherRows: otherRows === 0 ? [] : [{ name: mapping?.only?.otherName ?? '', count: otherRows }],
    duplicateRows,
    badRows,
    blankLines,
    headerLines,
    records: columns.rows + warmRows + otherRows + duplicateRows + badRows + blankLines + headerLines,
    physicalLines: line - 1,
  };
}

/** The table of a file, and what it tells of its columns. */
export function tableOf(
  { header, columns, names, warm }: RowCollector<NameTable>,
  mapping?: TableMapping,
): Pick<TraceFile, 'table' | 'detectedUnit' | 'columns'> {
  const table = traceTable({ header, cold: columns.finish(), names, warm });
  return { table, detectedUnit: unitOf(table, mapping), columns: optionalColumns(header.columns) };
}

/** The unit of latencies: that of the file if its median decides, otherwise seconds. */
function unitOf({ latency }: TraceTable, mapping: TableMapping | undefined): DetectedUnit {
  const unit = mapping?.latency.unit ?? 'auto';
  if (unit === 'auto') return detectUnit(latency);
  return {
    unit: 'seconds',
    reason: unit === 's' ? 'The file has them in seconds.' : `The file has them in ${unit}; here they are in seconds.`,
    doubt: null,
    isGiven: true,
  };
}

export function tooLarge(rows: number, cause: RangeError): TraceError {
  return new TraceError(
    'tooLarge',
    `There is not enough memory for this file: reading ended after ${count(rows)} rows (${cause.message}).`,
    'Close other programs, or split the file into smaller ones.',
  );
}

export function emptyFile(skippedLines: number, blankLines: number): TraceError {
  const records = skippedLines + blankLines;
  const lines = { blankLines, records, physicalLines: records };
  const account = { rows: 0, ...COLD_STARTS_ONLY, badRows: 0, headerLines: skippedLines, ...lines };
  const message =
    blankLines === 0 ? 'The file is empty.' : `The file has ${counted(blankLines, 'blank line')} and nothing else.`;
  return new TraceError('empty', message, 'Check that it was written completely, and open it again.', { account });
}

/** The error for a file that has a header but no readable row. */
export function noRows(rows: RowCollector, account: LineAccount): TraceError {
  const { problems } = rows;
  const details = { account, problems };
  if (account.warmRows > 0) return noColdStart(account, details);
  if (account.badRows === 0 && account.otherRows.length > 0) return otherRowsOnly(account, details);
  if (account.badRows === 0) {
    return new TraceError(
      'noRows',
      'The file has a header and no rows.',
      'Check that it was written completely, and open it again.',
      details,
    );
  }
  const surplus = surplusField(rows);
  if (surplus) return new TraceError('noRows', surplus, SURPLUS_ADVICE, details);
  const { badRows } = account;
  const which = badRows === 1 ? 'The one row of the file cannot' : `None of the ${count(badRows)} rows of the file can`;
  return new TraceError(
    'noRows',
    `${which} be read. ${describeProblem(problems[0])}`,
    'Check that the columns hold what their names say.',
    details,
  );
}

/** The error for a file of warm invocations. */
function noColdStart(account: LineAccount, details: TraceErrorDetails): TraceError {
  const { warmRows } = account;
  return new TraceError(
    'noRows',
    `The file has no cold start: ${warmRows === 1 ? 'its one invocation is' : `all ${count(warmRows)} invocations are`} warm.`,
    'Open the file of a time in which containers started.',
    details,
  );
}

function otherRowsOnly(account: LineAccount, details: TraceErrorDetails): TraceError {
  const others = account.otherRows.map(({ name, count: rows }) => `${count(rows)} × ${name}`).join(', ');
  return new TraceError(
    'noRows',
    `The file has no cold start, only other records: ${others}.`,
    'Check that this is the file you mean.',
    details,
  );
}

const SURPLUS_ADVICE =
  'Remove the comma at the end of each row, or name the column that the header lacks (the first one is often an unnamed index).';

/** The fault if every row has one field more than the header, as trailing commas make it; null for any other. */
function surplusField({ header, badRows, wideRows }: RowCollector): string | null {
  if (wideRows < badRows) return null;
  const which = badRows === 1 ? 'The one row of the file has' : `All ${count(badRows)} rows have`;
  const width = header.names.length;
  return `${which} one field more than the header: ${width + 1} instead of ${width}.`;
}
