import { AdvisedError } from '../../../errors';
import { count, counted, interval, shortName } from '../../../text';
import type { ByteSource } from '../../byteSource';
import { FunctionColumnCounter } from './functionColumnCounter';
import { FunctionRowCounter } from './functionRowCounter';
import { RequestRowCounter } from './requestRowCounter';
import type { CountedRequests, RequestCounter, RequestTable } from './requestTable';

/** A file whose requests cannot be made a profile, or a function that it does not have. */
export class RequestProfileError extends AdvisedError {
  override readonly name = 'RequestProfileError';

  constructor(message: string, advice: string) {
    super(message, 'requestProfile', advice);
  }
}

/** Requests of a file as a request-rate profile. */
export interface RequestProfile {
  /** `time_s,requests per minute` and two points for each step, so that the rate is constant within it. */
  readonly csv: string;
  /** Requests of the file, of all functions or of the one. */
  readonly requests: number;
  /** The profile has one in so many of them. */
  readonly oneIn: number;
  /** The name of the only function in it; null for all functions. */
  readonly function: string | null;
  /** The busiest first, at most `MOST_FUNCTIONS`; empty if the file names no functions. */
  readonly functions: readonly { readonly name: string; readonly requests: number }[];
  readonly functionCount: number;
  /** What its reader should know: the width of a step, rows that were left out. */
  readonly notes: readonly string[];
}

export interface RequestProfileOptions {
  /** The name of one function, or the last part of it; null for all. */
  readonly function: string | null;
  /** Most points of a profile. */
  readonly mostPoints: number;
  /** Most requests of a profile: of more, it has one in two, three, … */
  readonly mostRequests: number;
  /** Called after each piece; may throw to cancel. */
  checkpoint?(bytes: number): void | Promise<void>;
}

export const MOST_FUNCTIONS = 1000;

/** A column of requests has whole numbers. Columns of other metrics have not. */
const MOST_FRACTIONS = 0.01;
const EXAMPLES = 3;
const LONGEST_LINE = 1 << 26;

/**
 * Counts the requests of a foreign file over time. Memory: a few MB, and the names of its functions.
 * @throws RequestProfileError
 */
export async function requestProfile(
  source: ByteSource,
  table: RequestTable,
  options: RequestProfileOptions,
): Promise<RequestProfile> {
  const separator = table.shape === 'requestRows' ? (table.separator ?? '/') : '/';
  const wanted = options.function;
  const isWanted = (name: string) => wanted === null || name === wanted || name.endsWith(separator + wanted);
  const counter = counterOf(table, isWanted);
  await eachLine(source, counter, options);
  const found = counter.end();
  const cells = [...found.functions.values()].reduce((sum, requests) => sum + requests, 0);
  if (found.fractions > MOST_FRACTIONS * cells) {
    throw new RequestProfileError(
      'The cells are no whole numbers: the table holds another metric than counts of requests.',
      'Open the table of requests of the same release.',
    );
  }
  const chosen = wanted === null ? null : onlyFunction(found, wanted, isWanted);
  return { ...profileText(found, options), ...functionsOf(found), function: chosen };
}

function counterOf(table: RequestTable, isWanted: (name: string) => boolean): RequestCounter {
  switch (table.shape) {
    case 'functionRows':
      return new FunctionRowCounter(table, isWanted);
    case 'functionColumns':
      return new FunctionColumnCounter(table, isWanted);
    case 'requestRows':
      return new RequestRowCounter(table, isWanted);
  }
}

async function eachLine(source: ByteSource, counter: RequestCounter, { checkpoint }: RequestProfileOptions) {
  const decoder = new TextDecoder();
  let rest = '';
  let bytes = 0;
  const pass = (line: string) => {
    const content = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (content.trim() !== '') counter.line(content);
  };
  for await (const piece of source.read(0)) {
    const text = rest + decoder.decode(piece, { stream: true });
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      pass(text.slice(start, end));
      start = end + 1;
    }
    rest = text.slice(start);
    if (rest.length > LONGEST_LINE) {
      throw new RequestProfileError('A line is too long to be read.', 'Check that it is the file you mean.');
    }
    bytes += piece.length;
    await checkpoint?.(bytes);
  }
  pass(rest + decoder.decode());
}

/** The full name of the function that is wanted. */
function onlyFunction({ functions }: CountedRequests, wanted: string, isWanted: (name: string) => boolean): string {
  const names = [...functions.keys()].filter(isWanted);
  if (names.length === 1) return names[0];
  if (names.length === 0) {
    const examples = busiest(functions, EXAMPLES).map(({ name }) => name);
    throw new RequestProfileError(
      `The file has no function "${shortName(wanted)}".`,
      examples.length === 0 ? 'It names no functions.' : `Its busiest functions are ${examples.join(', ')}.`,
    );
  }
  throw new RequestProfileError(
    `${counted(names.length, 'function')} of the file end in "${shortName(wanted)}".`,
    `Write the whole name: ${names.slice(0, EXAMPLES).join(', ')}${names.length > EXAMPLES ? ', …' : ''}.`,
  );
}

function functionsOf({ functions }: CountedRequests): Pick<RequestProfile, 'functions' | 'functionCount'> {
  return { functions: busiest(functions, MOST_FUNCTIONS), functionCount: functions.size };
}

function busiest(functions: ReadonlyMap<string, number>, most: number): RequestProfile['functions'] {
  return [...functions]
    .sort(([a, more], [b, fewer]) => fewer - more || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([name, requests]) => ({ name, requests }));
}

function profileText(
  { start, stepSeconds, counts, rows, badCells, duplicateRows }: CountedRequests,
  { mostPoints, mostRequests }: RequestProfileOptions,
): Pick<RequestProfile, 'csv' | 'requests' | 'oneIn' | 'notes'> {
  const requests = counts.reduce((sum, count) => sum + count, 0);
  if (requests < 1) {
    throw new RequestProfileError(
      rows === 0 ? 'No row of the file can be read.' : 'The counts amount to less than one request.',
      'Check that it is the file you mean, or choose another function.',
    );
  }
  const oneIn = Math.max(1, Math.ceil(requests / mostRequests));
  // Two points a step.
  const merged = Math.ceil((2 * counts.length) / mostPoints);
  const step = stepSeconds * merged;
  const perMinute = step % 60 === 0;
  const lines = [perMinute ? 'time_s,requests per minute' : 'time_s,rps'];
  const unitsPerStep = (perMinute ? step / 60 : step) * oneIn;
  for (let at = 0; at < counts.length; at += merged) {
    let sum = 0;
    for (let i = at; i < Math.min(counts.length, at + merged); i++) sum += counts[i];
    const rate = Number((sum / unitsPerStep).toPrecision(12));
    const time = start + at * stepSeconds;
    lines.push(`${time},${rate}`, `${time + step},${rate}`);
  }
  const notes = [`${counted(requests, 'request')} in steps of ${interval(step)}`];
  if (oneIn > 1) notes.push(`the profile has one in ${count(oneIn)}: more cannot be simulated`);
  if (merged > 1) notes.push(`${merged} steps of the file were merged into one`);
  if (badCells > 0) notes.push(`${count(badCells)} cells hold neither a count nor a time and were left out`);
  if (duplicateRows > 0) notes.push(`${counted(duplicateRows, 'duplicate row')} left out`);
  return { csv: `${lines.join('\n')}\n`, requests, oneIn, notes };
}
