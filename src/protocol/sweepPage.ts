import * as v from 'valibot';
import type { Measure } from '../sweep';
import { checked } from './requests';
import { empty, id, oneOf, shape, text } from './requests/checks';
import type { Guards } from './rpc';

/** What crosses between the extension host and the page of a sweep's results. The host draws; the page shows. */

export const DRAWING_KINDS = ['lines', 'heat', 'crossover'] as const;

const MOST_AXES = 50;
/** By axis: a value of an axis that is not drawn. */
const fixed = v.pipe(
  v.record(v.pipe(v.string(), v.maxLength(100)), text()),
  v.check((values) => Object.keys(values).length <= MOST_AXES, `an object of at most ${MOST_AXES} properties`),
);

/** The worker knows the measures, axes and systems, and says what it does not know. */
const REQUESTS = {
  sweep: empty,
  drawing: shape({
    kind: oneOf(DRAWING_KINDS),
    measure: text(100),
    x: text(100),
    y: text(100),
    system: text(100),
    fixed,
  }),
  openPoint: shape({ point: id }),
};

type RequestFor<N extends keyof typeof REQUESTS> = v.InferOutput<(typeof REQUESTS)[N]>;

/** A sweep, for the choices of the page. */
export interface SweepOutline {
  readonly name: string;
  readonly units: number;
  readonly done: number;
  readonly replicas: number;
  readonly measures: readonly { readonly name: Measure; readonly title: string }[];
  /** Those with several values, without the system. */
  readonly axes: readonly { readonly name: string; readonly title: string; readonly values: readonly string[] }[];
  readonly systems: readonly { readonly name: string; readonly label: string }[];
}

export interface Drawing {
  /** A picture with the page's colours. */
  readonly svg: string;
  /** What it shows, point by point. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly point: number; readonly cells: readonly string[] }[];
}

export type SweepPageRequests = {
  sweep: (request: RequestFor<'sweep'>) => SweepOutline;
  drawing: (request: RequestFor<'drawing'>) => Drawing;
  /** Simulates the runs of a point and shows them in a dashboard. */
  openPoint: (request: RequestFor<'openPoint'>) => Record<string, never>;
};
export type DrawingRequest = RequestFor<'drawing'>;

export const sweepPageGuards = Object.fromEntries(
  Object.entries(REQUESTS).map(([name, schema]) => [name, (value: unknown) => checked(schema, value)]),
) as Guards<SweepPageRequests>;
