import {
  type ByteSource,
  bytesSource,
  FORMATS,
  type FormatName,
  makeSample,
  type ReadOptions,
  type Recognition,
  readTrace,
  recognise,
  recordSpans,
  SAMPLE_BYTES,
  sniffTable,
  TraceError,
} from '../../trace';
import { firstBytes } from './ranges';

/** How files are read, as a person or the settings say; by default their content decides. */
export type FormatChoice = Pick<ReadOptions, 'format' | 'mapping' | 'remembered'>;

/** The beginning of a file's text, by which files that belong to one trace are told. */
export interface Beginning {
  /** Why the file is no trace; null for a trace, also one without a row. */
  readonly fault: TraceError | null;
  /** null for a file that is no trace, or a table of no known format. */
  readonly format: FormatName | null;
  /** Its first record after lines that stand above a table; null if there are only blank lines. */
  readonly first: FirstRecord | null;
  /** Whether that record names the columns of a table. */
  readonly isHeader: boolean;
  /** Whether a carriage return alone ends a line: in tables that the byte kernels read. */
  readonly endsLinesAtCr: boolean;
}

export interface FirstRecord {
  /** Byte by byte, as in Latin-1: to be compared, not to be shown. */
  readonly text: string;
  /** Bytes of the file up to the record's end, with all that stands before it. */
  readonly bytes: number;
  /** Lines that they are. */
  readonly lines: number;
}

const NEWLINE = 0x0a;

/** Rejects with a `ContainerError` for damaged data. */
export async function beginningOf(source: ByteSource, choice: FormatChoice): Promise<Beginning> {
  const { bytes, isWhole } = await firstBytes(source, SAMPLE_BYTES);
  const recognition = choice.mapping ? null : recognised(bytes, isWhole, choice.format);
  const fault = recognition ? null : await faultOf(isWhole ? bytes : wholeLines(bytes), choice);
  const { skipLines, isHeader } = headerOf(recognition, choice, bytes);
  return {
    fault,
    format: recognition && { id: recognition.format.id, title: recognition.format.title },
    first: firstRecord(Buffer.from(bytes).toString('latin1'), skipLines),
    isHeader: isHeader && fault === null,
    endsLinesAtCr: !(recognition && 'cutting' in recognition),
  };
}

function recognised(bytes: Uint8Array, isWhole: boolean, id: string | undefined): Recognition | null {
  return recognise(makeSample(bytes, isWhole), id === undefined ? FORMATS : FORMATS.filter((one) => one.id === id));
}

async function faultOf(bytes: Uint8Array, choice: FormatChoice): Promise<TraceError | null> {
  try {
    await readTrace(bytesSource([bytes]), choice);
    return null;
  } catch (error) {
    if (!(error instanceof TraceError)) throw error;
    return error.code === 'noRows' ? null : error;
  }
}

/** Where a table's header is. */
function headerOf(
  recognition: Recognition | null,
  { mapping }: FormatChoice,
  bytes: Uint8Array,
): { readonly skipLines: number; readonly isHeader: boolean } {
  if (recognition && 'mapping' in recognition) {
    return { skipLines: recognition.mapping.skipLines, isHeader: recognition.mapping.header };
  }
  if (recognition) {
    const { cutting } = recognition;
    if (cutting.as === 'table') return { skipLines: cutting.skipLines, isHeader: true };
    return { skipLines: 0, isHeader: cutting.as === 'markdown' };
  }
  const layout = mapping && ('layout' in mapping ? mapping.layout : mapping);
  const table = sniffTable(new TextDecoder().decode(bytes), layout?.delimiter);
  return {
    skipLines: layout?.skipLines ?? table?.skipLines ?? 0,
    // Without a map, it is a table whose header a person's settings name.
    isHeader: layout?.header ?? (!mapping || table?.names.includes(mapping.time.column) === true),
  };
}

/** Without a last line that was cut off, unless there is no other. */
export function wholeLines(bytes: Uint8Array): Uint8Array {
  const end = bytes.lastIndexOf(NEWLINE);
  return end < 0 ? bytes : bytes.subarray(0, end + 1);
}

/** A byte-order mark and blank lines. */
const BEFORE_RECORD = /^(?:\xef\xbb\xbf)?(?:[ \t]*(?:\r\n|\r|\n))*/;
const LINE_END = /\r\n|\r|\n/g;

function firstRecord(text: string, skipLines: number): FirstRecord | null {
  const top = afterLines(text, skipLines);
  const start = top + (BEFORE_RECORD.exec(text.slice(top))?.[0].length ?? 0);
  const { fields } = recordSpans(text.slice(start));
  const end = start + fields[fields.length - 1].end;
  if (text.slice(start, end).trim() === '') return null;
  LINE_END.lastIndex = end;
  const lineEnd = LINE_END.exec(text)?.[0].length ?? 0;
  const lines = (text.slice(0, end).match(LINE_END)?.length ?? 0) + 1;
  return { text: text.slice(start, end), bytes: end + lineEnd, lines };
}

/** Offset after the first lines of a text. */
function afterLines(text: string, count: number): number {
  let at = 0;
  for (let line = 0; line < count; line++) {
    LINE_END.lastIndex = at;
    const end = LINE_END.exec(text);
    if (!end) return at;
    at = end.index + end[0].length;
  }
  return at;
}

/** The names of a header, to be shown. */
export function headerNames({ text }: FirstRecord): readonly string[] {
  const shown = Buffer.from(text, 'latin1').toString('utf8');
  return sniffTable(`${shown}\n`)?.names ?? [shown];
}
