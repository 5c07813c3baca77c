import { type ByteSource, guessTable, makeSample, mappingOf, mapText, SAMPLE_BYTES, TraceError } from '../trace';
import { firstBytes } from '../worker';

/** Errors of a file that may be a table of another form. */
const TABLE_ERRORS: readonly string[] = ['missingColumn', 'header', 'delimiter'];

/** The error of a table that no format recognises, with the `--map` that would read it. Any other error as it is. */
export async function withSuggestedMap(error: unknown, source: ByteSource): Promise<unknown> {
  if (!(error instanceof TraceError) || !TABLE_ERRORS.includes(error.code)) return error;
  const { bytes, isWhole } = await firstBytes(source, SAMPLE_BYTES);
  const { table } = makeSample(bytes, isWhole);
  if (table === null) return error;
  // Quotes that stay in a name are stray ones, which no mapping reads.
  if (table.names.some((name) => name.includes('"'))) return error;
  const { mapping } = mappingOf(guessTable(table).choices, table.names);
  const advice = mapping
    ? `Say how to read the table, perhaps: --map ${shellQuoted(mapText(mapping))}`
    : 'Say how to read the table: --map time=COLUMN,function=COLUMN,latency=COLUMN:UNIT. "faasnet formats" explains it.';
  return new TraceError(error.code, error.message, advice);
}

/** As one word for a POSIX shell. */
function shellQuoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
