import { objectOf } from './jsonValues';
import { partialJson } from './partialJson';
import { SAMPLE_BYTES, type Sample } from './sample';
import { sniffTable } from './sniff';

const MOST_VALUES = 50;
const MOST_LINES = 200;

/**
 * Prepares the beginning of a file for the formats. Takes about a millisecond; each part is made when it is asked for.
 * @param bytes at most `SAMPLE_BYTES` of them are used
 * @param isWhole whether the file ends there
 */
export function makeSample(bytes: Uint8Array, isWhole: boolean): Sample {
  const beginning = bytes.subarray(0, SAMPLE_BYTES);
  const decoded = new TextDecoder('utf-8').decode(beginning);
  const lastEnd = isWhole && beginning.length === bytes.length ? -1 : decoded.lastIndexOf('\n');
  const text = lastEnd < 0 ? decoded : decoded.slice(0, lastEnd + 1);
  // A file that is one line has no whole line in its beginning.
  const json = once(() => partialJson(decoded, MOST_VALUES));
  const table = once(() => sniffTable(text));
  const lines = once(() => text.split(/\r?\n/, MOST_LINES));
  return {
    text,
    get lines() {
      return lines();
    },
    get values() {
      const values = json();
      return values.length > 0 && Array.isArray(values[0]) ? values[0].slice(0, MOST_VALUES) : values;
    },
    get members() {
      return objectOf(json()[0]);
    },
    get table() {
      return table();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
