import { type InferOutput, nullable } from 'valibot';
import { LONGEST_FILTER } from '../../filter';
import { empty, finite, shape, text } from './checks';

const MAX_NAME = 100;

/** What a view shows of a trace: a filter, and the time range that the axis is zoomed to, in seconds. */
const viewEntries = { where: text(LONGEST_FILTER), zoom: nullable(shape({ from: finite, to: finite })) };
export const savedView = shape({ name: text(MAX_NAME), ...viewEntries });

/** A view of a trace with the name that it was saved under. */
export type SavedView = InferOutput<typeof savedView>;
export type TraceView = Omit<SavedView, 'name'>;

/** Requests about the views of the trace, which are saved with the workspace. */
export const VIEW_REQUESTS = {
  views: empty,
  /** Replaces the view of that name. */
  saveView: savedView,
  renameView: shape({ name: text(MAX_NAME), to: text(MAX_NAME) }),
  deleteView: shape({ name: text(MAX_NAME) }),
  viewLink: shape(viewEntries),
};
