import { AdvisedError } from '../errors';
import { type Checkpoint, isWithin, type Limit, rangeText, SEED_LIMIT } from '../numeric';
import { ArrivalModel, DAY_SECONDS } from './arrivals';
import { Curve, reflected } from './curve';
import { faasnet, SYNTHETIC_FORMATS, type SyntheticFormat, type SyntheticStart } from './formats';
import { drawPopulation, type Population, SYNTHETIC_PREFIX } from './population';
import { PUBLISHED_CURVES, type PublishedCurves, type Region } from './publishedCurves';
import { type Random, randomFrom } from './random';

/** Cold starts of a synthetic trace. */
export const SYNTHETIC_ROWS: Limit = { min: 1, max: 50_000_000, integer: true, unit: '', defaultValue: 100_000 };

/** Epoch seconds of the released trace's start: 2021-05-08, 15:50 UTC. */
const FIRST_SECOND = 1_620_489_000;

const PIECE_ROWS = 2048;
const FUNCTIONS_PER_CHECKPOINT = 256;

/** A function's pull times spread over this share of the curve to either side of its image's place. */
const PULL_SPREAD = 0.1;
/** Share of a function's pull times that are drawn from the whole curve: a cold cache, a slow registry. */
const PULL_OUTLIERS = 0.08;

export interface SyntheticRequest {
  /** Cold starts, within `SYNTHETIC_ROWS`. */
  readonly rows: number;
  /** Whole number, 0 to 2^32 − 1. The same request gives the same bytes. */
  readonly seed: number;
  /** The data center whose curves are used. */
  readonly region?: Region;
  /**
   * 1 to `rows`. The default keeps the published mean gap: about one function for 160 (Beijing) or 210 (Shanghai) rows.
   */
  readonly functions?: number;
  /** One of `SYNTHETIC_FORMATS`, by its id. The default is `faasnet`. */
  readonly format?: string;
}

/** A request out of range; the message gives the range. */
export class SyntheticRequestError extends AdvisedError {
  override readonly name = 'SyntheticRequestError';

  constructor(message: string) {
    super(message, 'SyntheticRequestError');
  }
}

/** Makes the draws of a format independent of those of the trace. */
const FORMAT_SEED = 0x5eed;

/**
 * Generates a synthetic cold-start trace with the distributions of FaaSNet's production log, as pieces of text: one
 * day, ordered by time. Cold starts are the same in each format. Gaps between a function's cold starts follow Figure
 * 3(c), latencies the image pulls of Figure 3(a) (USENIX ATC'21, §2.2), runtimes their shares in the released trace.
 * Names, memory, and the assignment of images to functions are made up. Memory: 8 bytes a row, and one piece.
 * @param checkpoint awaited every few milliseconds until the first piece; may throw to cancel
 * @throws SyntheticRequestError
 */
export async function* generateTrace(
  request: SyntheticRequest,
  checkpoint?: Checkpoint,
): AsyncGenerator<string, void, void> {
  validate(request);
  const curves = PUBLISHED_CURVES[request.region ?? 'beijing'];
  const model = new ArrivalModel(curves);
  const functions = request.functions ?? Math.max(1, Math.round(request.rows / model.rowsPerFunction));
  const random = randomFrom(request.seed);
  const population = drawPopulation(model, request.rows, functions, random);
  const arrivals = await drawArrivals(model, population, request.rows / functions, random, checkpoint);
  const format = formatOf(request) ?? faasnet;
  yield* pieces(format, randomFrom(request.seed ^ FORMAT_SEED), starts(curves, population, arrivals, random));
}

/** Whether every function is one of `generateTrace`. */
export function isSynthetic(functionNames: FunctionNames): boolean {
  return new SyntheticCheck().check(functionNames);
}

/** Function names by number. */
export type FunctionNames = Pick<readonly string[], 'length' | 'at'>;

/** The same of names that become more: each is looked at once. */
export class SyntheticCheck {
  #checked = 0;

  check(functionNames: FunctionNames): boolean {
    while (this.#checked < functionNames.length && functionNames.at(this.#checked)?.startsWith(SYNTHETIC_PREFIX)) {
      this.#checked++;
    }
    return functionNames.length > 0 && this.#checked === functionNames.length;
  }
}

function formatOf({ format = faasnet.id }: SyntheticRequest): SyntheticFormat | undefined {
  return SYNTHETIC_FORMATS.find(({ id }) => id === format);
}

function validate(request: SyntheticRequest): void {
  const { rows, seed, region, functions } = request;
  if (formatOf(request) === undefined) {
    throw new SyntheticRequestError(`The format must be one of: ${SYNTHETIC_FORMATS.map(({ id }) => id).join(', ')}.`);
  }
  if (region !== undefined && !Object.hasOwn(PUBLISHED_CURVES, region)) {
    throw new SyntheticRequestError(`The region must be one of: ${Object.keys(PUBLISHED_CURVES).join(', ')}.`);
  }
  if (!isWithin(rows, SYNTHETIC_ROWS)) {
    throw new SyntheticRequestError(`The number of rows must be ${rangeText(SYNTHETIC_ROWS)}.`);
  }
  if (!isWithin(seed, SEED_LIMIT)) {
    throw new SyntheticRequestError(`The seed must be ${rangeText(SEED_LIMIT)}.`);
  }
  if (functions !== undefined && !isWithin(functions, { min: 1, max: rows, integer: true })) {
    throw new SyntheticRequestError(`The number of functions must be a whole number from 1 to the number of rows.`);
  }
}

/** Cold starts in order of time. */
interface Arrivals {
  readonly functionId: Uint32Array;
  /** End of each second of the day in `functionId`. */
  readonly secondEnd: Uint32Array;
}

async function drawArrivals(
  model: ArrivalModel,
  population: Population,
  rowsPerFunction: number,
  random: Random,
  checkpoint?: Checkpoint,
): Promise<Arrivals> {
  const { rows: rowsOf, pace } = population;
  const rows = rowsOf.reduce((sum, count) => sum + count, 0);
  const stretch = model.rowsPerFunction / rowsPerFunction;
  const seconds = new Uint32Array(rows);
  const next = new Uint32Array(DAY_SECONDS + 1);
  let start = 0;
  for (let f = 0; f < rowsOf.length; f++) {
    const times = seconds.subarray(start, start + rowsOf[f]);
    model.draw(times, pace[f], stretch, random);
    for (const second of times) next[second + 1]++;
    start += rowsOf[f];
    if (checkpoint && f % FUNCTIONS_PER_CHECKPOINT === 0) await checkpoint();
  }
  for (let second = 1; second <= DAY_SECONDS; second++) next[second] += next[second - 1];
  const functionId = new Uint32Array(rows);
  for (let f = 0, row = 0; f < rowsOf.length; f++) {
    for (let end = row + rowsOf[f]; row < end; row++) functionId[next[seconds[row]]++] = f;
  }
  // The counters have moved from the start of each second to its end.
  return { functionId, secondEnd: next };
}

function* starts(
  curves: PublishedCurves,
  population: Population,
  arrivals: Arrivals,
  random: Random,
): Generator<SyntheticStart, void, void> {
  const { functionId, secondEnd } = arrivals;
  const { names, runtimes, memoryMB } = population;
  const pull = new Curve(curves.pull);
  const rows = functionId.length;
  let second = 0;
  for (let row = 0; row < rows; row++) {
    while (row >= secondEnd[second]) second++;
    const f = functionId[row];
    yield {
      row,
      time: FIRST_SECOND + second,
      functionName: names[f],
      latencyMs: Math.round(1000 * pull.at(drawImagePlace(population, f, rows, random))),
      runtime: runtimes[f],
      memoryMB: memoryMB[f],
    };
  }
}

function* pieces(
  { head = '', between = '', tail = '', writer }: SyntheticFormat,
  random: Random,
  all: Iterable<SyntheticStart>,
): Generator<string, void, void> {
  const write = writer(random);
  let text = head;
  for (const start of all) {
    text += start.row === 0 ? write(start) : between + write(start);
    if (start.row % PIECE_ROWS === PIECE_ROWS - 1) {
      yield text;
      text = '';
    }
  }
  if (text + tail !== '') yield text + tail;
}

/** Draws the place of one cold start of function `f` on the curve of pull times. */
function drawImagePlace(population: Population, f: number, rows: number, random: Random): number {
  if (random() < PULL_OUTLIERS) return random();
  const place = population.imageClass[f] + (random() * population.rows[f]) / rows;
  return reflected(place + PULL_SPREAD * (2 * random() - 1));
}
