/** What the names of columns say: words, and units. */

import type { DurationUnit, MemoryUnit } from '../formats/format';

/** `initDurationMs`, `init_duration (ms)` → init, duration, ms. */
export function wordsOf(name: string): string[] {
  return name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
}

/** `Cold start (ms)` → coldstartms, as in `otherNames` of the schema. */
export function lettersOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}]/gu, '');
}

const DURATION_WORDS: Readonly<Record<string, DurationUnit>> = {
  ...{ s: 's', sec: 's', secs: 's', second: 's', seconds: 's' },
  ...{ ms: 'ms', msec: 'ms', millis: 'ms', millisecond: 'ms', milliseconds: 'ms' },
  ...{ us: 'µs', µs: 'µs', μs: 'µs', usec: 'µs', micros: 'µs', microsecond: 'µs', microseconds: 'µs' },
  ...{ ns: 'ns', nsec: 'ns', nanos: 'ns', nanosecond: 'ns', nanoseconds: 'ns' },
};

const MEMORY_WORDS: Readonly<Record<string, MemoryUnit>> = {
  ...{ mb: 'MB', megabyte: 'MB', megabytes: 'MB' },
  ...{ mib: 'MiB', mebibyte: 'MiB', mebibytes: 'MiB' },
  ...{ gb: 'GB', gigabyte: 'GB', gigabytes: 'GB' },
  ...{ byte: 'bytes', bytes: 'bytes' },
};

/** The unit that a name states: `Cold start (ms)`, `latency_ms`, `durationSeconds`, `coldstartms`. */
export function durationUnitIn(name: string): DurationUnit | null {
  const word = wordsOf(name)
    .reverse()
    .find((word) => Object.hasOwn(DURATION_WORDS, word));
  if (word !== undefined) return DURATION_WORDS[word];
  const ending = /(?:latency|duration|start|time|init|cost|elapsed)(ms|us|ns|sec)$/.exec(lettersOf(name))?.[1];
  return ending === undefined ? null : DURATION_WORDS[ending];
}

export function memoryUnitIn(name: string): MemoryUnit | null {
  const word = wordsOf(name)
    .reverse()
    .find((word) => Object.hasOwn(MEMORY_WORDS, word));
  if (word !== undefined) return MEMORY_WORDS[word];
  const ending = /(?:memory|mem|size|ram)(mb|mib|gb)$/.exec(lettersOf(name))?.[1];
  return ending === undefined ? null : MEMORY_WORDS[ending];
}

/** Parts of names that only stages have, and words that are stages if they have a duration. */
const STAGE = /alloc|pull|schedul|deploy|depend|prepar|creat|queue|wait|download|extract|mount|restore|sandbox|unpack/;
const STAGE_WITH_DURATION = /^(code|image|network|runtime|container|instance|init|boot|load|pod)$/;
const DURATION = /latency|duration|cost|elapsed|time|took|delay/;

/** Whether a name is that of a stage of a cold start: `podAllocationCost`, `pull_ms`, `scheduling`. */
export function isStageName(name: string): boolean {
  const letters = lettersOf(name);
  if (STAGE.test(letters)) return true;
  const measured = DURATION.test(letters) || durationUnitIn(name) !== null;
  return measured && wordsOf(name).some((word) => STAGE_WITH_DURATION.test(word));
}
