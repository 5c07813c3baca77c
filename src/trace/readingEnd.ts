import { count } from '../text';
import { COLD_STARTS_ONLY } from './measures';
import { describeProblem } from './problems';
import type { RowCollector } from './rows';
import type { LineAccount } from './table';
import { TraceError } from './traceError';

/** The account of a file's records once all have been read, and the errors for a file without rows. */

export function accountOf({ columns, badRows, blankLines, line }: RowCollector): LineAccount {
  const { rows } = columns;
  const records = rows + badRows + blankLines + 1;
  const physicalLines = line - 1;
  return { rows, ...COLD_STARTS_ONLY, badRows, blankLines, headerLines: 1, records, physicalLines };
}

export function tooLarge(rows: number, cause: RangeError): TraceError {
  return new TraceError(
    'tooLarge',
    `There is not enough memory for this file: reading ended after ${count(rows)} rows (${cause.message}).`,
    'Close other programs, or split the file into smaller ones.',
  );
}

export function emptyFile(blankLines: number): TraceError {
  const lines = { blankLines, records: blankLines, physicalLines: blankLines };
  const account = { rows: 0, ...COLD_STARTS_ONLY, badRows: 0, headerLines: 0, ...lines };
  const message = blankLines === 0 ? 'The file is empty.' : `The file has ${blankLines} blank lines and nothing else.`;
  return new TraceError('empty', message, 'Check that it was written completely, and open it again.', { account });
}

/** The error for a file that has a header but no readable row. */
export function noRows(rows: RowCollector, account: LineAccount): TraceError {
  const { problems } = rows;
  const details = { account, problems };
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

const SURPLUS_ADVICE =
  'Remove the comma at the end of each row, or name the column that the header lacks (the first one is often an unnamed index).';

/** The fault if every row has one field more than the header, as trailing commas make it; null for any other. */
function surplusField({ header, badRows, wideRows }: RowCollector): string | null {
  if (wideRows < badRows) return null;
  const which = badRows === 1 ? 'The one row of the file has' : `All ${count(badRows)} rows have`;
  const width = header.names.length;
  return `${which} one field more than the header: ${width + 1} instead of ${width}.`;
}
