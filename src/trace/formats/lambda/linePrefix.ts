import { copyOf } from './copy';
import { IsoTimeReader } from './isoTime';
import { FUNCTION_GROUP, isStream } from './logNames';
import { isSpace } from './words';

const SLASH = 0x2f;
const DASH = 0x2d;
const BRACE = 0x7b;
/** Before a time, as many programs write it. */
const BRACKET = 0x5b;
const EPOCH_MS_DIGITS = 13;

/**
 * What stands before a message: `sam logs` writes stream and time, `awslogs` group, stream and time, `aws logs tail`
 * time and stream, a copy from the console and an S3 export only the time. Words of any other kind are passed over.
 */
export class LinePrefix {
  /** Epoch seconds; NaN if there is none. */
  time = Number.NaN;
  stream = '';
  logGroup = '';
  /** Whether a time of the file had no offset from UTC. */
  offsetMissing = false;
  readonly #iso = new IsoTimeReader();
  /** The stream and the log group read last: neighboring lines often share them. */
  #lastStream = '';
  #lastGroup = '';

  /** Reads text up to `end`. Returns false if a JSON object begins there, which would hold the message as a member. */
  read(text: string, end: number): boolean {
    this.time = Number.NaN;
    this.stream = this.logGroup = '';
    let groupEnd = 0;
    for (let at = 0; at < end; ) {
      const code = text.charCodeAt(at);
      if (isSeparator(code) || code === BRACKET) {
        at++;
        continue;
      }
      if (code === BRACE) return false;
      let wordEnd = at + 1;
      while (wordEnd < end && !isSeparator(text.charCodeAt(wordEnd))) wordEnd++;
      if (code >= 0x30 && code <= 0x39) {
        const fifth = text.charCodeAt(at + 4);
        if (fifth === DASH) wordEnd = this.#readTime(text, at, wordEnd, end);
        else if (fifth === SLASH) this.stream = this.#streamAt(text, at, wordEnd);
        else if (wordEnd - at === EPOCH_MS_DIGITS && Number.isNaN(this.time)) this.#readCount(text, at, wordEnd);
        // awslogs writes the log group at the beginning of the line, before the stream.
        if (this.stream !== '' && groupEnd > 0) this.logGroup = this.#groupAt(text, 0, groupEnd);
      } else if (code === SLASH && text.startsWith(FUNCTION_GROUP, at)) {
        this.logGroup = this.#groupAt(text, at, wordEnd);
      } else if (at === 0) groupEnd = wordEnd;
      at = wordEnd;
    }
    return true;
  }

  #readCount(text: string, at: number, end: number): void {
    const count = Number(text.slice(at, end));
    if (count >= 0) this.time = count / 1000;
  }

  /** Returns where the time ends, which may have a blank in it. */
  #readTime(text: string, at: number, wordEnd: number, end: number): number {
    const time = this.#iso.read(text, at);
    if (Number.isNaN(time) || this.#iso.end > end) return wordEnd;
    this.time = time;
    if (!this.#iso.hasOffset) this.offsetMissing = true;
    return this.#iso.end;
  }

  #streamAt(text: string, at: number, end: number): string {
    const last = this.#lastStream;
    if (last.length === end - at && text.startsWith(last, at)) return last;
    const stream = text.slice(at, end);
    if (!isStream(stream)) return '';
    this.#lastStream = copyOf(stream);
    return this.#lastStream;
  }

  #groupAt(text: string, at: number, end: number): string {
    if (this.#lastGroup.length !== end - at || !text.startsWith(this.#lastGroup, at))
      this.#lastGroup = copyOf(text.slice(at, end));
    return this.#lastGroup;
  }
}

/** White space, and what stands around words in other programs' prefixes and in rows of a table. */
export function isSeparator(code: number): boolean {
  return isSpace(code) || code === 0x22 || code === 0x2c || code === 0x7c;
}
