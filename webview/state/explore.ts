import { batch, computed, effect, signal } from '@preact/signals';
import type { ExploreAnswer, ExploreReply, ExploreRequest, HeatMap, Stacking } from '../../src/protocol/queries';
import { type Failure, failureOf } from '../failure';
import type { Host } from '../host';
import { afterPaint } from './afterPaint';
import type { Connection } from './connection';
import type { Filter } from './filter';
import type { ViewSignals } from './view';

/** Room for the charts over time. */
export interface PlotRoom {
  /** Most columns. */
  readonly pixels: number;
  /** Most rows of the heat map. */
  readonly rows: number;
}

/** What to ask, but for the heat map at hand. */
type Wanted = Omit<ExploreRequest, 'heatId'>;

interface Flight {
  readonly request: Wanted;
  readonly abort: AbortController;
}

/** Measures kept for whoever reads them. */
const MOST_MEASURES = 500;
/** After a pause of this length a zoom by wheel or key has ended. */
const ZOOM_PAUSE_MS = 200;

/**
 * Asks the worker what the Explore tab shows. While a gesture goes on, one request is under way at a time, and the next
 * one is the newest; when it ends, the last request replaces the one under way.
 */
export class Explore {
  readonly answer = signal<ExploreAnswer | null>(null);
  readonly failure = signal<Failure | null>(null);
  readonly loading = signal(false);
  /** Keys of the fields being dragged; null at rest. */
  readonly active = signal<string | null>(null);
  readonly room = signal<PlotRoom | null>(null);
  /** The filter of the answer on the page, for parts that ask for more of it. null before the first answer. */
  readonly settledWhere = signal<string | null>(null);
  readonly #attempt = signal(0);
  #flight: Flight | null = null;
  #wanted: Wanted | null = null;
  /** The heat map that came last: the worker leaves it out while it stays the same. */
  #heat: HeatMap | null = null;
  /** What was asked last, of which trace. */
  #lastKey = '';
  #wantedAt = 0;
  #measures = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: Host,
    private readonly view: Pick<ViewSignals, 'zoom' | 'explore' | 'where'>,
    private readonly filter: Filter,
    private readonly connection: Connection,
  ) {}

  /** The latency that cold starts should not exceed, seconds; null without latencies. */
  readonly target = computed<number | null>(() => {
    const { target } = this.view.explore.value;
    return target ?? roundTarget(this.connection.overview.answer.value.value?.latency?.p90 ?? null);
  });

  /** How the columns can be split, and are. */
  readonly stackings = computed<readonly Stacking[]>(() => {
    const overview = this.connection.overview.answer.value.value;
    return [
      ...(overview?.columns.runtime ? (['runtime'] as const) : []),
      ...(overview && overview.described.stages.length > 0 ? (['stage'] as const) : []),
      'selection' as const,
    ];
  });

  readonly stackBy = computed<Stacking>(() => {
    const { stackBy } = this.view.explore.value;
    return this.stackings.value.includes(stackBy) ? stackBy : this.stackings.value[0];
  });

  readonly #request = computed<Wanted | null>(() => {
    const room = this.room.value;
    if (!room || this.connection.generation.value === 0 || !this.connection.overview.answer.value.value) return null;
    const { zoom, explore } = this.view;
    return {
      where: this.filter.applied.value,
      active: this.active.value,
      from: zoom.value?.from ?? null,
      to: zoom.value?.to ?? null,
      ...room,
      stackBy: this.stackBy.value,
      percentiles: explore.value.percentiles,
      target: this.target.value,
    };
  });

  /** Asks whenever what to ask changes, until the returned function is called. */
  start(): () => void {
    const stop = effect(() => {
      const request = this.#request.value;
      const key = JSON.stringify([request, this.connection.generation.value, this.#attempt.value]);
      if (request && key !== this.#lastKey) this.#want(request);
      this.#lastKey = key;
    });
    return () => {
      stop();
      if (this.#flight) this.#lastKey = '';
      this.#flight?.abort.abort();
      this.#flight = null;
    };
  }

  retry(): void {
    this.#attempt.value = this.#attempt.peek() + 1;
  }

  /** Marks a zoom by wheel or keys as a gesture, which ends by itself. */
  zooming(): void {
    this.active.value = 'time';
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.active.value = null;
    }, ZOOM_PAUSE_MS);
  }

  #want(request: Wanted): void {
    this.#wanted = request;
    this.#wantedAt = performance.now();
    const isDragged = this.#flight?.request.active != null && request.active !== null;
    if (isDragged) return;
    this.#flight?.abort.abort();
    this.#flight = null;
    this.#send();
  }

  #send(): void {
    const request = this.#wanted;
    if (!request) return;
    const [flight, since] = [{ request, abort: new AbortController() }, this.#wantedAt];
    this.#flight = flight;
    this.#wanted = null;
    this.loading.value = true;
    const known = this.#heat;
    this.host.ask('explore', { ...request, heatId: known?.id ?? null }, flight.abort.signal).then(
      (reply) => {
        const answer = this.#answerOf(reply, known);
        this.#land(flight, () => this.#show(answer, request, since));
      },
      (thrown) =>
        this.#land(flight, () => {
          this.failure.value = failureOf(thrown);
          this.loading.value = false;
        }),
    );
  }

  #land(flight: Flight, show: () => void): void {
    if (this.#flight !== flight) return;
    this.#flight = null;
    this.#send();
    if (document.hidden) show();
    else requestAnimationFrame(show);
  }

  /** @param known the heat map that the request has named */
  #answerOf({ heat, ...reply }: ExploreReply, known: HeatMap | null): ExploreAnswer {
    // The worker leaves out only what the request has named.
    const whole = (heat ?? known) as HeatMap;
    this.#heat = whole;
    return { ...reply, heat: whole };
  }

  #show(answer: ExploreAnswer, request: Wanted, since: number): void {
    batch(() => {
      this.answer.value = answer;
      this.failure.value = null;
      this.loading.value = this.#flight !== null;
    });
    afterPaint(() => {
      if (request.active === null && this.#flight === null) this.settledWhere.value = request.where;
      if (this.#measures++ % MOST_MEASURES === 0) performance.clearMeasures('explore');
      performance.measure('explore', { start: since, end: performance.now(), detail: { active: request.active } });
    });
  }
}

/** The round number, 1, 2 or 5 × 10^n, that is `seconds` or the next below: a target that some cold starts miss. */
function roundTarget(seconds: number | null): number | null {
  if (seconds === null || !(seconds > 0)) return null;
  const exponent = Math.floor(Math.log10(seconds));
  const candidates = [5, 2, 1].map((factor) => Number(`${factor}e${exponent}`));
  return candidates.find((candidate) => candidate <= seconds) ?? candidates[2];
}
