import { foreignError, foreignFile } from './foreign';
import {
  FORMATS,
  makeSample,
  type Recognition,
  recognise,
  SAMPLE_BYTES,
  type Sample,
  type TableMapping,
} from './formats';
import { objectOf } from './formats/jsonValues';
import { shorten, traceHeaderLine } from './header';
import { completeMap, type MapSpec, type RememberedTable, rememberedMapping } from './mapping';
import type { SharedReader } from './readInThreads';
import { RecordReader } from './records/recordReader';
import type { TraceColumns } from './schema';
import type { NameList } from './sharedNames';
import type { TimeUnit, TraceFile } from './table';
import { TraceError } from './traceError';
import { TraceReader } from './traceReader';
import { ByteWindow } from './window';

const NAMES_SHOWN = 8;

export interface FormatReaderOptions {
  /** Bytes to collect before processing them. */
  readonly stretch: number;
  /** Expected number of bytes. */
  readonly size?: number;
  /** What times are counted in; absent: the first row decides. */
  readonly timeUnit?: TimeUnit;
  /** The id of the file's format; absent: its content decides. */
  readonly format?: string;
  /** How to read a delimited table, completed from the file if it says only a part; absent: its format decides. */
  readonly mapping?: TableMapping | MapSpec;
  /** Tables that are read as was once chosen for their header, whatever else would recognise them. */
  readonly remembered?: readonly RememberedTable[];
}

/**
 * Reads a file of any format from its bytes, in pieces of any length: recognises the format by the first of them, and
 * passes them on to the reader of the format.
 */
export class FormatReader {
  #reader: TraceReader | RecordReader | null = null;
  /** The first bytes, until the format is known. */
  readonly #beginning = new ByteWindow();

  constructor(private readonly options: FormatReaderOptions) {}

  /** Bytes written so far. */
  get bytes(): number {
    return this.#reader?.bytes ?? this.#beginning.length;
  }

  get rows(): number {
    return this.#reader?.rows ?? 0;
  }

  /** The columns so far; see `ReadProgress`. */
  get columns(): TraceColumns | null {
    return this.#reader?.columns ?? null;
  }

  get functionNames(): NameList {
    return this.#reader?.functionNames ?? [];
  }

  get relativeTime(): boolean {
    return this.#reader?.relativeTime ?? false;
  }

  /** Whether the format tells that latencies are seconds. */
  get isInSeconds(): boolean {
    return this.#reader?.isInSeconds ?? false;
  }

  /** Reads some bytes. Yields after each stretch so that the caller can pause. Throws a TraceError. */
  *write(piece: Uint8Array): Generator<void> {
    if (this.#reader) return yield* this.#reader.write(piece);
    this.#beginning.append(piece);
    if (this.#beginning.length >= SAMPLE_BYTES) yield* this.#begin(false).write(this.#held);
  }

  get tableReader(): TraceReader | null {
    return this.#reader instanceof TraceReader ? this.#reader : null;
  }

  /** What threads can help now; null before the first rows, and for most formats of records. */
  get sharedReader(): SharedReader | null {
    const reader = this.#reader;
    if (reader instanceof TraceReader) return reader.invocations > 0 ? reader : null;
    return reader?.canShare ? reader : null;
  }

  /** Ends the reading. Throws a TraceError if no row could be read. */
  end(): TraceFile {
    if (!this.#reader) for (const _ of this.#begin(true).write(this.#held));
    return this.#reader!.end();
  }

  get #held(): Uint8Array {
    const { bytes, start, end } = this.#beginning;
    return bytes.subarray(start, end);
  }

  #begin(isWhole: boolean): TraceReader | RecordReader {
    const { stretch, size, timeUnit } = this.options;
    const recognition = this.#recognise(makeSample(this.#held, isWhole));
    this.#reader =
      recognition && 'cutting' in recognition
        ? new RecordReader(recognition.format, recognition.cutting, stretch, size)
        : new TraceReader(stretch, { size, timeUnit, ...recognition });
    return this.#reader;
  }

  /** null for the released trace, and for what no format recognises: its reader says why it is no trace. */
  #recognise(sample: Sample): Recognition | { readonly mapping: TableMapping } | null {
    const { mapping, format, remembered = [] } = this.options;
    if (mapping) return { mapping: 'layout' in mapping ? completeMap(mapping, sample.text) : mapping };
    if (format !== undefined) return recogniseAs(sample, format);
    const chosen = remembered.length > 0 && sample.table ? rememberedMapping(remembered, sample.table) : null;
    if (chosen) return { mapping: chosen };
    if (traceHeaderLine(sample.text) !== null) return null;
    return recognise(sample) ?? refuseForeign(this.#held, sample);
  }
}

/** Throws a TraceError for a file of another format. null for an id that no format has. */
function recogniseAs(sample: Sample, id: string): Recognition | null {
  // A format may be read from tables and from records.
  const formats = FORMATS.filter((format) => format.id === id);
  const recognition = recognise(sample, formats);
  if (formats.length > 0 && !recognition) {
    throw new TraceError(
      'format',
      `The file is not of the format ${id} (${formats[0].title}).`,
      'Leave the format out, so that the content of the file decides.',
    );
  }
  return recognition;
}

/** Throws a TraceError for a known kind of file that is no cold-start trace; null for any other. */
function refuseForeign(beginning: Uint8Array, sample: Sample): null {
  const file = foreignFile(beginning.subarray(0, SAMPLE_BYTES), sample);
  if (file) throw foreignError(file);
  if (isJson(sample)) throw unknownJson(sample);
  return null;
}

function isJson({ text, values }: Sample): boolean {
  return /^\s*[[{]/.test(text) && values.some((value) => typeof value === 'object' && value !== null);
}

/** The error for JSON that no format recognises. Names are those of the file's own members. */
function unknownJson({ values }: Sample): TraceError {
  const first = values.map(objectOf).find((value) => value !== null) ?? {};
  const names = Object.keys(first)
    .slice(0, NAMES_SHOWN)
    .map((name) => shorten(name, 40));
  const members = names.length > 0 ? ` Its first record has: ${names.join(', ')}.` : '';
  return new TraceError(
    'format',
    `The file is JSON of no format that is known.${members}`,
    'The command "faasnet formats" lists the formats. To read a table of your own, save it as CSV with a time, a function and a latency in each row.',
  );
}
