import { ENCODING_PREFIX } from './encoding';
import type { TableMapping } from './formats/format';
import { readHeader, type TraceHeader } from './header';
import { type HeaderFault, headerError, tooLongHeader } from './headerError';
import { readMappedHeader } from './mappedHeader';
import { BYTE, lineEndFrom, RecordCutter } from './records';
import type { Column } from './schema';
import type { TraceError } from './traceError';
import type { ByteWindow } from './window';

/** What stands above a file's rows. */
export interface Head {
  readonly header: TraceHeader;
  /** The line, from 1, on which the first row may start. */
  readonly line: number;
  readonly blankLines: number;
}

/** Reads a file up to its first row. */
export class HeadReader {
  /** Lines skipped so far, whatever they hold. */
  skippedLines = 0;
  /** Blank lines between those and the header. */
  blankLines = 0;

  /**
   * @param mapping how to read the table; absent: its header has the columns of the schema
   * @param schema the columns to look for without a mapping
   */
  constructor(private readonly options: { readonly mapping?: TableMapping; readonly schema?: readonly Column[] }) {}

  /**
   * Takes the header and what is above it from the window. Returns null if that takes more bytes. Throws a TraceError
   * for a file without the columns.
   * @param bytes of the file so far, those in the window included
   */
  read(window: ByteWindow, bytes: number, atEnd: boolean): Head | null {
    const { mapping } = this.options;
    const cutter = new RecordCutter(mapping?.delimiter);
    if (!this.#skipLines(window, mapping?.skipLines ?? 0, atEnd)) return null;
    while (window.length > 0) {
      const line = this.skippedLines + this.blankLines + 1;
      const faulty = (fault: HeaderFault) => errorOf(window, bytes, line, fault);
      const cut = cutter.cut(window.bytes, window.start, window.end, atEnd);
      if (cut === 'more') return null;
      if (cut === 'broken' && cutter.fault === 'tooLong') throw tooLongHeader(line);
      if (cut === 'broken') throw faulty({ strayQuote: cutter.field, names: [] });
      if (cut === 'record') {
        const record = new TextDecoder().decode(window.bytes.subarray(window.start, cutter.next));
        const header = this.#headerIn(record, line, (names) => faulty({ strayQuote: 0, names }));
        if (header.isNamed) window.start = cutter.next;
        return { header, line: header.isNamed ? line + cutter.lines : line, blankLines: this.blankLines };
      }
      window.start = cutter.next;
      this.blankLines++;
    }
    return null;
  }

  #headerIn(record: string, line: number, faulty: (names: readonly string[]) => TraceError): TraceHeader {
    const { mapping, schema } = this.options;
    return mapping ? readMappedHeader(mapping, record, line) : readHeader(record, line, faulty, schema);
  }

  /** Returns false if more bytes are needed. */
  #skipLines(window: ByteWindow, lines: number, atEnd: boolean): boolean {
    const { bytes, end } = window;
    while (this.skippedLines < lines && window.start < end) {
      const at = lineEndFrom(bytes, window.start, end);
      const isCr = bytes[at] === BYTE.cr;
      if (!atEnd && (at === end || (isCr && at + 1 === end))) return false;
      const length = isCr && at + 1 < end && bytes[at + 1] === BYTE.lf ? 2 : 1;
      window.start = Math.min(at + length, end);
      this.skippedLines++;
    }
    return true;
  }
}

function errorOf({ bytes, start, end }: ByteWindow, read: number, line: number, fault: HeaderFault): TraceError {
  const lineEnd = lineEndFrom(bytes, start, end);
  // The window holds this much of the file, however it was split.
  const prefixEnd = start + ENCODING_PREFIX - (read - (end - start));
  const text = bytes.subarray(start, Math.max(lineEnd, Math.min(end, prefixEnd)));
  return headerError(new TextDecoder().decode(text), line, fault);
}
