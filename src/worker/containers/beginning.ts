import { type ByteSource, bytesSource, readTrace, recordSpans, TraceError } from '../../trace';
import { readRange } from './ranges';

/** The beginning of a file's text, by which files that belong to one trace are told. */
export interface Beginning {
  /** Why the file is no trace; null for a trace, also one without a row. */
  readonly fault: TraceError | null;
  /** Its first record; null if there are only blank lines. */
  readonly first: FirstRecord | null;
}

export interface FirstRecord {
  /** Byte by byte, as in Latin-1: to be compared, not to be shown. */
  readonly text: string;
  /** Bytes of the file up to the record's end, with blank lines and a byte-order mark before it. */
  readonly bytes: number;
  /** Lines that they are. */
  readonly lines: number;
}

/** Enough for blank lines, comments and a wide header. */
const BEGINNING_BYTES = 1 << 16;
const NEWLINE = 0x0a;

/** Rejects with a `ContainerError` for damaged data. */
export async function beginningOf(source: ByteSource): Promise<Beginning> {
  const bytes = await readRange(source, 0, BEGINNING_BYTES);
  const fault = await faultOf(bytes.length < BEGINNING_BYTES ? bytes : wholeLines(bytes));
  return { fault, first: firstRecord(Buffer.from(bytes).toString('latin1')) };
}

async function faultOf(bytes: Uint8Array): Promise<TraceError | null> {
  try {
    await readTrace(bytesSource([bytes]));
    return null;
  } catch (error) {
    if (!(error instanceof TraceError)) throw error;
    return error.code === 'noRows' ? null : error;
  }
}

/** Without a last line that was cut off, unless there is no other. */
function wholeLines(bytes: Uint8Array): Uint8Array {
  const end = bytes.lastIndexOf(NEWLINE);
  return end < 0 ? bytes : bytes.subarray(0, end + 1);
}

/** A byte-order mark and blank lines. */
const BEFORE_RECORD = /^(?:\xef\xbb\xbf)?(?:[ \t]*(?:\r\n|\r|\n))*/;
const LINE_END = /\r\n|\r|\n/g;

function firstRecord(text: string): FirstRecord | null {
  const start = BEFORE_RECORD.exec(text)?.[0].length ?? 0;
  const { fields } = recordSpans(text.slice(start));
  const end = start + fields[fields.length - 1].end;
  if (text.slice(start, end).trim() === '') return null;
  LINE_END.lastIndex = end;
  const lineEnd = LINE_END.exec(text)?.[0].length ?? 0;
  const lines = (text.slice(0, end).match(LINE_END)?.length ?? 0) + 1;
  return { text: text.slice(start, end), bytes: end + lineEnd, lines };
}

/** The fields of a header line, to be shown. */
export function headerFields({ text }: FirstRecord): string[] {
  const shown = Buffer.from(text, 'latin1').toString('utf8');
  return recordSpans(shown).fields.map(({ start, end }) => shown.slice(start, end).replace(/^"|"$/g, '').trim());
}
