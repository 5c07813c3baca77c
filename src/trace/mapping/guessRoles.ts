/** Which columns are the schema's: each is scored by its name and its cells, and the best one taken. */

import { count, significant } from '../../text';
import type { DurationUnit, MemoryUnit } from '../formats/format';
import { unitOfMedian } from '../latencyUnit';
import { COLUMNS } from '../schema';
import { durationUnitIn, isStageName, lettersOf, memoryUnitIn, wordsOf } from './columnNames';
import { best, choose, ENOUGH, type GuessColumn, type Guessing, left } from './guessing';
import { type Cells, median } from './sampleCells';

type Key = (typeof COLUMNS)[number]['key'];

export function chooseTime(guessing: Guessing): boolean {
  const found = best(guessing, (column) => {
    const { cells, name } = column;
    const named = nameScore(guessing, column, 'time', TIME_WORDS, LATE_WORDS);
    if (cells.dates?.hasTime === true || cells.epoch !== null) return 6 + named;
    if (cells.dates !== null) return 3 + named;
    // Seconds since the start of the data set have nothing but the name.
    const words = wordsOf(name);
    const onlyTime = words.every((word) => TIME_WORDS.test(word) || word === durationUnitIn(name));
    return cells.isNumeric && onlyTime && cells.numbers.every((value) => value >= 0) ? named : 0;
  });
  if (found === null) return false;
  const { cells, name } = found;
  const dates = cells.dates;
  if (dates !== null) {
    const zone = dates.hasOffset ? '' : /utc|gmt/i.test(name) ? '; its name states UTC' : '; they state no time zone';
    choose(guessing, found, { role: 'time', unit: dates.as }, `${dates.reason}${zone}`);
    return false;
  }
  if (cells.epoch !== null) {
    choose(guessing, found, { role: 'time', unit: cells.epoch }, `counts ${cells.epoch} since 1970`);
    return false;
  }
  const unit = durationUnitIn(name) ?? 's';
  const reason = `named ${name}; too small for dates, so it counts from the start of the data set`;
  choose(guessing, found, { role: 'time', unit }, reason);
  return true;
}

const TIME_WORDS = /^(time|timestamp|ts|date|datetime|when|epoch|started|begin|began|start|arrival|arrived|at|clock)$/;
const LATE_WORDS = /^(end|ended|stop|finish|finished|received|ingest|ingestion|updated|modified|expires)$/;

const TRUE_WORDS = ['true', '1', 'yes', 'y', 'cold', 'coldstart', 'cold_start', 'cold start'];
const FALSE_WORDS = ['false', '0', 'no', 'n', 'warm', 'hot', ''];

/** A flag has at most two values, which say yes and no, or cold and warm. */
export function chooseCold(guessing: Guessing): void {
  const found = best(guessing, ({ name, cells }) => {
    const values = flagValues(cells);
    if (values === null) return 0;
    const tellsCold = values.some((value) => /cold|warm/.test(value));
    const named = /cold/.test(lettersOf(name));
    return tellsCold ? 6 : named ? 5 : /^(init|start)type$|^iswarm$/.test(lettersOf(name)) ? 2 : 0;
  });
  if (found === null) return;
  const values = [...new Set(found.cells.filled)].join(' or ');
  choose(guessing, found, { role: 'cold', unit: '', cold: coldTexts(found.cells) }, `is ${values}`);
}

/** Which texts of a flag mark a cold start. */
export function coldTexts({ filled }: Cells): string[] {
  const cold = [...new Set(filled)].filter((cell) => TRUE_WORDS.includes(cell.toLowerCase()));
  return cold.length > 0 ? cold : ['true'];
}

export function flagValues({ filled }: Cells): string[] | null {
  const values = [...new Set(filled.map((cell) => cell.toLowerCase()))];
  const isFlag =
    values.length > 0 && values.every((value) => TRUE_WORDS.includes(value) || FALSE_WORDS.includes(value));
  return isFlag ? values : null;
}

/** Returns whether rows without a latency are warm: it is empty in some, and no column tells. */
export function chooseLatency(guessing: Guessing): boolean {
  const found = best(guessing, (column) => {
    const { cells, name } = column;
    if (!cells.isNumeric || cells.epoch !== null || cells.numbers.some((value) => value < 0)) return 0;
    if (!guessing.header) return cells.isWhole ? 0 : ENOUGH;
    return latencyScore(column) + (durationUnitIn(name) === null ? 0 : 1);
  });
  if (found === null) return false;
  const [unit, why] = durationUnit(found);
  const named = guessing.header ? `named ${found.name}` : 'the first column with fractions';
  const flagged = [...guessing.chosen.values()].some(({ choice }) => choice.role === 'cold');
  const emptyIsWarm = !flagged && found.cells.empty > 0 && found.cells.filled.length > 0;
  const warm = emptyIsWarm ? '; empty in warm invocations' : '';
  choose(guessing, found, { role: 'latency', unit }, `${named}; ${why}${warm}`);
  return emptyIsWarm;
}

const COLD_LATENCY = /cold|provision|startup|spinup|bootstrap|^init|starttime|startlatency/;
const DURATION_WORDS = /^(latency|duration|elapsed|cost|took|delay|time|cold|init)$/;
const OTHER_DURATIONS =
  /^(billed|exec|execution|run|running|client|provider|connection|end|response|warm|user|invoke|handler|max|min|avg|timeout|average|minimum|maximum|percentile)$/;

function latencyScore(column: GuessColumn): number {
  const words = wordsOf(column.name);
  const letters = lettersOf(column.name);
  // A column of zeros measures nothing.
  const zero = column.cells.numbers.every((value) => value === 0);
  return (
    (COLD_LATENCY.test(letters) ? 5 : 0) +
    (words.some((word) => DURATION_WORDS.test(word)) ? 2 : 0) +
    // A column of its own called `ms`.
    (words.length === 1 && durationUnitIn(column.name) !== null ? 2 : 0) +
    (words.includes('latency') ? 2 : 0) +
    (/^total|total$/.test(letters) || words.includes('total') ? 3 : 0) +
    (otherName('latency', column.name) ? 2 : 0) -
    (isStageName(column.name) && !COLD_LATENCY.test(letters) ? 3 : 0) -
    (words.some((word) => OTHER_DURATIONS.test(word)) ? 3 : 0) -
    (zero ? 5 : 0)
  );
}

export function chooseRuntime(guessing: Guessing): void {
  const found = best(guessing, (column) => {
    if (column.cells.isNumeric || column.cells.filled.length === 0) return 0;
    const known = column.cells.filled.filter((cell) => RUNTIME.test(cell)).length;
    const named = nameScore(guessing, column, 'runtime', /^(runtime|language|lang)$/, OF_RUNTIMES);
    return named + (known >= 0.8 * column.cells.filled.length ? 3 : 0);
  });
  if (found === null) return;
  const [shown] = found.cells.filled;
  choose(guessing, found, { role: 'runtime', unit: '' }, `holds ${shown}`);
}

const RUNTIME = /^(python|node|java|go\d|go$|dotnet|\.net|ruby|php|custom|rust|provided|deno|bun|swift|http$|c#)/i;
const OF_RUNTIMES = /^(version|arn|id|arch|architecture)$/;

export function chooseMemory(guessing: Guessing): void {
  const found = best(guessing, (column) => {
    const { cells } = column;
    if (!cells.isNumeric || cells.epoch !== null || cells.numbers.some((value) => value < 0)) return 0;
    if (!guessing.header) return cells.isWhole && cells.numbers.every(isMemorySize) ? ENOUGH : 0;
    const used = /^(used|usage|max|peak|avg|average|percent)$/;
    return nameScore(guessing, column, 'memoryMB', /^(memory|mem|ram)$/, used);
  });
  if (found === null) return;
  const [unit, why] = memoryUnit(found);
  choose(guessing, found, { role: 'memory', unit }, `${guessing.header ? `named ${found.name}; ` : ''}${why}`);
}

function isMemorySize(value: number): boolean {
  return value >= 64 && value <= 65_536 && value % 64 === 0;
}

export function memoryUnit({ name, cells }: GuessColumn): [MemoryUnit, string] {
  const middle = median(cells.numbers);
  const stated = memoryUnitIn(name);
  if (stated !== null && stated !== 'bytes') return [stated, `its name states ${stated}`];
  if (middle >= 1e6) {
    if (cells.numbers.every((value) => value % 2 ** 20 === 0)) return ['bytes', 'its values are bytes, whole MiB'];
    if (cells.numbers.every((value) => value % 1e6 === 0)) {
      return ['bytes·10⁶', 'its values are 1,000,000 bytes for each MB'];
    }
    return ['bytes', `its values, about ${count(middle)}, are bytes: check how many of them are one MB`];
  }
  if (middle <= 32) return ['GB', `values as small as ${middle} are GB`];
  return ['MB', `its values, about ${count(middle)}, are MB`];
}

const FUNCTION_WORDS = /^(function|func|fn|lambda|action|handler)$/;
const GROUP_WORDS = /^(app|application|service|workload|deployment|namespace|project|image)$/;
const ID_WORDS =
  /^(timeout|request|trace|span|instance|invocation|activation|pod|container|host|user|account|log|stream|arn)$/;

/** One column, or two if the function's name alone is not unique. */
export function chooseFunctions(guessing: Guessing): void {
  const found = best(guessing, (column) => {
    const { cells } = column;
    if (cells.filled.length === 0 || cells.dates !== null || cells.epoch !== null) return 0;
    if ((cells.isNumeric && !cells.isWhole) || flagValues(cells) !== null) return 0;
    if (!guessing.header) return cells.isNumeric ? 0 : 3 + repeats(cells);
    const words = wordsOf(column.name);
    const group = words.some((word) => GROUP_WORDS.test(word)) ? 3 : 0;
    const named = nameScore(guessing, column, 'function', FUNCTION_WORDS, ID_WORDS);
    return Math.max(named, group - (words.some((word) => ID_WORDS.test(word)) ? 3 : 0)) + repeats(cells);
  });
  if (found === null) return;
  const why = guessing.header ? `named ${found.name}` : 'the text that repeats';
  choose(guessing, found, { role: 'function', unit: '' }, why);
  const group = left(guessing).find(
    (column) =>
      guessing.header &&
      wordsOf(column.name).some((word) => GROUP_WORDS.test(word)) &&
      column.cells.distinct > 1 &&
      tellsApart(guessing.rows, found.field, column.field),
  );
  if (group === undefined) return;
  const reason = `tells equal names of ${found.name} apart`;
  choose(guessing, group, { role: 'function', unit: '' }, reason);
}

/** Names of functions occur again; names of requests do not. */
function repeats({ distinct, filled }: Cells): number {
  return distinct < filled.length ? 1 : 0;
}

/** Whether some name occurs in several groups. */
function tellsApart(rows: readonly (readonly string[])[], name: number, group: number): boolean {
  const groups = new Map<string, string>();
  return rows.some((row) => {
    const first = groups.get(row[name] ?? '');
    if (first === undefined) groups.set(row[name] ?? '', row[group] ?? '');
    return first !== undefined && first !== (row[group] ?? '');
  });
}

/** The unit of a duration, and how it is known. */
export function durationUnit({ name, cells }: GuessColumn): [DurationUnit, string] {
  const stated = durationUnitIn(name);
  if (stated !== null) return [stated, `its name states ${stated}`];
  const middle = median(cells.numbers.filter((value) => value > 0));
  if (Number.isNaN(middle)) return ['s', 'nothing tells its unit'];
  // 100 s in each unit, as in `latencyUnit.ts`.
  const unit = middle >= 1e8 ? 'ns' : middle >= 1e5 ? 'µs' : unitOfMedian(middle) === 'seconds' ? 's' : 'ms';
  return [unit, `the median of the first rows, ${significant(middle, 3)}, is likely ${unit}`];
}

/** How well a name fits a column of the schema: its own name, a name that other tools use, or words of it. */
function nameScore({ header }: Guessing, { name }: GuessColumn, key: Key, words: RegExp, against: RegExp): number {
  if (!header) return 0;
  const found = wordsOf(name);
  const own = COLUMNS.find((column) => column.key === key)?.header === name;
  return (
    (own ? 4 : 0) +
    (otherName(key, name) ? 3 : 0) +
    (found.some((word) => words.test(word)) ? 3 : 0) -
    (found.some((word) => against.test(word)) ? 3 : 0)
  );
}

function otherName(key: Key, name: string): boolean {
  const column = COLUMNS.find((column) => column.key === key);
  return (column?.otherNames as readonly string[] | undefined)?.includes(lettersOf(name)) ?? false;
}
