import { existsSync } from 'node:fs';
import {
  type Checkpoint,
  type MeasuredRun,
  type Run,
  type RunResult,
  type Simulator,
  type SummarizedRun,
  simulatesHere,
} from '../simulation';
import { otherCores } from './readingThread';
import { type Simulated, type SimulationKind, SimulationWorker } from './simulationWorker';
import { turnTaker } from './turns';

/**
 * Cold starts to simulate before the first thread starts. Starting one, and V8 compiling its code anew, takes as long
 * as simulating as many.
 */
const WORTH_A_THREAD = 100_000;
/** How long idle threads are kept. */
const IDLE_MS = 30_000;

type Place = SimulationWorker | 'here';

/**
 * Simulates on all cores: on this thread and, while that is busy, on one more for each other core. Threads start when
 * they are first needed, end after 30 s without work, and keep no process alive.
 */
export class SimulationPool implements Simulator {
  readonly lanes: number;
  /** Free places; this thread comes first. */
  readonly #free: Place[] = ['here'];
  readonly #waiting: ((place: Place) => void)[] = [];
  #workers = 0;
  /** Cold starts of all runs so far. */
  #coldStarts = 0;
  #closing: NodeJS.Timeout | undefined;

  /**
   * @param script the bundle of `simulationThread.ts`; without it all runs are simulated on this thread
   * @param threads most threads beside this one
   */
  constructor(
    private readonly script: string,
    threads = otherCores(),
  ) {
    this.lanes = existsSync(script) ? threads + 1 : 1;
  }

  result(run: Run, checkpoint?: Checkpoint): Promise<RunResult> {
    return this.#simulate('result', run, checkpoint) as Promise<RunResult>;
  }

  numbers(run: Run, checkpoint?: Checkpoint): Promise<SummarizedRun> {
    return this.#simulate('numbers', run, checkpoint) as Promise<SummarizedRun>;
  }

  measured(run: Run, checkpoint?: Checkpoint): Promise<MeasuredRun> {
    return this.#simulate('measured', run, checkpoint) as Promise<MeasuredRun>;
  }

  /** Ends the idle threads. The pool can still be used. */
  close(): void {
    clearTimeout(this.#closing);
    for (const place of this.#free) if (place !== 'here') this.#end(place);
    this.#free.splice(0, this.#free.length, ...this.#free.filter((place) => place === 'here'));
  }

  async #simulate(kind: SimulationKind, run: Run, checkpoint?: Checkpoint): Promise<Simulated> {
    this.#coldStarts += run.workload.arrival.length;
    const place = this.#takePlace() ?? (await new Promise<Place>((resolve) => this.#waiting.push(resolve)));
    try {
      if (place === 'here') return await here(kind, run, checkpoint);
      const answer = await place.simulate(kind, run, checkpoint);
      // A run that failed fails here too, and its error keeps its class; a thread may also have died.
      return answer ?? (await here(kind, run, checkpoint));
    } finally {
      this.#release(place);
    }
  }

  /** A free place, or a new thread if there is enough work; undefined if there is none. */
  #takePlace(): Place | undefined {
    clearTimeout(this.#closing);
    const place = this.#free.shift();
    if (place !== undefined || this.#workers >= this.lanes - 1) return place;
    if (this.#coldStarts < WORTH_A_THREAD) return undefined;
    this.#workers++;
    return new SimulationWorker(this.script);
  }

  #release(place: Place): void {
    if (place !== 'here' && !place.alive) {
      this.#end(place);
      // This thread takes the rest of the work if no thread lives.
      return;
    }
    const next = this.#waiting.shift();
    if (next) next(place);
    else if (place === 'here') this.#free.unshift(place);
    else this.#free.push(place);
    if (this.#free.length === this.#workers + 1) this.#closing = setTimeout(() => this.close(), IDLE_MS).unref();
  }

  #end(worker: SimulationWorker): void {
    this.#workers--;
    worker.end();
  }
}

/** Simulates on this thread. Messages of the other threads are handled between two turns. */
function here(kind: SimulationKind, run: Run, checkpoint?: Checkpoint): Promise<Simulated> {
  const turn = turnTaker();
  return simulatesHere[kind](run, async (fraction, events) => {
    await checkpoint?.(fraction, events);
    await turn();
  });
}
