import { DAY_SECONDS, daysFromCivil } from '../../dates';
import { TOO_LATE } from '../../timeUnit';

const MOST_FRACTION_DIGITS = 9;

/** Reads times in ISO 8601 where they stand in a longer text, without cutting them out as `parseTime` needs. */
export class IsoTimeReader {
  /** Where the time read last ends. */
  end = 0;
  /** Whether it has an offset from UTC; without one it is read as UTC. */
  hasOffset = false;
  /** The day read last, and its start: neighboring lines share their day. */
  #day = -1;
  #dayStart = Number.NaN;

  /** Epoch seconds of the time that begins at `at`, such as `2024-08-18T11:04:11.750000Z`; NaN if there is none. */
  read(text: string, at: number): number {
    const year = digits(text, at, 4);
    const month = digits(text, at + 5, 2);
    const day = digits(text, at + 8, 2);
    if (!(year >= 0 && month >= 0 && day >= 0)) return Number.NaN;
    if (text.charCodeAt(at + 4) !== DASH || text.charCodeAt(at + 7) !== DASH) return Number.NaN;
    const separator = text.charCodeAt(at + 10);
    if (separator !== 0x54 && separator !== 0x74 && separator !== 0x20) return Number.NaN;
    const dayStart = this.#startOf(year, month, day);
    const time = this.#timeOfDay(text, at + 11);
    const offset = this.#offset(text);
    const seconds = dayStart + time - offset;
    const next = text.charCodeAt(this.end);
    return seconds >= 0 && seconds < TOO_LATE && !isWordCharacter(next) ? seconds : Number.NaN;
  }

  /** Epoch seconds at which a day starts; NaN for a day that the calendar lacks. */
  #startOf(year: number, month: number, day: number): number {
    const key = (year * 100 + month) * 100 + day;
    if (key !== this.#day) {
      this.#day = key;
      this.#dayStart = daysFromCivil(year, month, day) * DAY_SECONDS;
    }
    return this.#dayStart;
  }

  /** Seconds since midnight of `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fraction`. */
  #timeOfDay(text: string, at: number): number {
    const hours = digits(text, at, 2);
    const minutes = digits(text, at + 3, 2);
    if (!(hours < 24 && minutes < 60) || text.charCodeAt(at + 2) !== COLON) return Number.NaN;
    this.end = at + 5;
    if (text.charCodeAt(this.end) !== COLON) return hours * 3600 + minutes * 60;
    const seconds = digits(text, at + 6, 2);
    if (!(seconds < 60)) return Number.NaN;
    this.end = at + 8;
    const point = text.charCodeAt(this.end);
    let fraction = 0;
    let unit = 1;
    if (point === 0x2e || point === 0x2c) {
      const first = this.end + 1;
      let i = first;
      for (; i - first < MOST_FRACTION_DIGITS && isDigit(text.charCodeAt(i)); i++) {
        fraction = fraction * 10 + text.charCodeAt(i) - 48;
        unit *= 10;
      }
      if (i > first) this.end = i;
    }
    return hours * 3600 + minutes * 60 + seconds + fraction / unit;
  }

  /** Seconds to the east of UTC of `Z`, `+hh:mm` or `+hhmm`; 0 if there is no offset. */
  #offset(text: string): number {
    const sign = text.charCodeAt(this.end);
    this.hasOffset = true;
    if (sign === 0x5a || sign === 0x7a) {
      this.end++;
      return 0;
    }
    const hours = digits(text, this.end + 1, 2);
    const colon = text.charCodeAt(this.end + 3) === COLON ? 1 : 0;
    const minutes = digits(text, this.end + 3 + colon, 2);
    if ((sign === 0x2b || sign === DASH) && hours < 24 && minutes < 60) {
      this.end += 5 + colon;
      const seconds = hours * 3600 + minutes * 60;
      return sign === DASH ? -seconds : seconds;
    }
    this.hasOffset = false;
    return 0;
  }
}

const DASH = 0x2d;
const COLON = 0x3a;

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isWordCharacter(code: number): boolean {
  return isDigit(code) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

/** The number of exactly `count` digits at `at`; NaN if there are fewer. */
function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const code = text.charCodeAt(i);
    if (!isDigit(code)) return Number.NaN;
    value = value * 10 + code - 48;
  }
  return value;
}

const READER = new IsoTimeReader();

/** Epoch seconds of a whole text; NaN if it is no time. */
export function isoTime(text: string): number {
  const time = READER.read(text, 0);
  return READER.end === text.length ? time : Number.NaN;
}
