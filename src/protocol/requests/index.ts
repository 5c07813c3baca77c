import type { InferOutput } from 'valibot';
import type { Guards } from '../rpc';
import { checked } from './checked';
import { COMPARE_REQUESTS } from './compareRequests';
import { EXPLORE_REQUESTS } from './exploreRequests';
import { FIGURE_REQUESTS } from './figureRequests';
import { HOST_REQUESTS } from './hostRequests';
import { RUN_REQUESTS } from './runRequests';
import { TABLE_REQUESTS } from './tableRequests';
import { TRACE_REQUESTS } from './traceRequests';
import { VIEW_REQUESTS } from './viewRequests';

/**
 * Every request of the page: its schema, from which its type and its guard are derived. The page shows content of files
 * and is not trusted. Loaded by the extension host only: the page and the worker import types.
 */

/** Requests that the host passes to the worker. */
const QUERIES = { ...TRACE_REQUESTS, ...EXPLORE_REQUESTS, ...TABLE_REQUESTS, ...RUN_REQUESTS, ...FIGURE_REQUESTS };
const REQUESTS = { ...QUERIES, ...HOST_REQUESTS, ...COMPARE_REQUESTS, ...VIEW_REQUESTS };

export type TraceQueryName = keyof typeof TRACE_REQUESTS;
export type ExploreQueryName = keyof typeof EXPLORE_REQUESTS;
export type TableQueryName = keyof typeof TABLE_REQUESTS;
export type RunQueryName = keyof typeof RUN_REQUESTS;
export type FigureQueryName = keyof typeof FIGURE_REQUESTS;
export type QueryName = keyof typeof QUERIES;
export type HostRequestName = keyof (typeof HOST_REQUESTS & typeof COMPARE_REQUESTS & typeof VIEW_REQUESTS);
export type RequestName = keyof typeof REQUESTS;
export type RequestFor<N extends RequestName> = InferOutput<(typeof REQUESTS)[N]>;

export const QUERY_NAMES = Object.keys(QUERIES) as readonly QueryName[];

type Requests = { [N in RequestName]: (request: RequestFor<N>) => unknown };

export const requestGuards = Object.fromEntries(
  Object.entries(REQUESTS).map(([name, schema]) => [name, (value: unknown) => checked(schema, value)]),
) as Guards<Requests>;

export { checked } from './checked';
export { reproduceRequest } from './figureRequests';
export { runRequest } from './runRequests';
export { type SavedView, savedView, type TraceView } from './viewRequests';
