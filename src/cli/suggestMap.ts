import {
  type ByteSource,
  guessTable,
  makeSample,
  mappingOf,
  mapText,
  SAMPLE_BYTES,
  sniffTable,
  TraceError,
} from '../trace';

/** Errors of a file that may be a table of another form. */
const TABLE_ERRORS: readonly string[] = ['missingColumn', 'header', 'delimiter'];

/** The error of a table that no format recognises, with the `--map` that would read it. Any other error as it is. */
export async function withSuggestedMap(error: unknown, source: ByteSource): Promise<unknown> {
  if (!(error instanceof TraceError) || !TABLE_ERRORS.includes(error.code)) return error;
  const table = sniffTable(makeSample(await beginningOf(source), false).text);
  if (table === null) return error;
  // Quotes that stay in a name are stray ones, which no mapping reads.
  if (table.names.some((name) => name.includes('"'))) return error;
  const { mapping } = mappingOf(guessTable(table).choices, table.names);
  const advice = mapping
    ? `Say how to read the table, perhaps: --map ${shellQuoted(mapText(mapping))}`
    : 'Say how to read the table: --map time=COLUMN,function=COLUMN,latency=COLUMN:UNIT. "faasnet formats" explains it.';
  return new TraceError(error.code, error.message, advice);
}

async function beginningOf(source: ByteSource): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source.read(0)) {
    pieces.push(piece);
    length += piece.length;
    if (length >= SAMPLE_BYTES) break;
  }
  return Buffer.concat(pieces).subarray(0, SAMPLE_BYTES);
}

/** As one word for a POSIX shell. */
function shellQuoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
