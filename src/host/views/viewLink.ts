import { AdvisedError } from '../../errors';
import { LONGEST_FILTER } from '../../filter';
import type { TraceView } from '../../protocol/requests';

/**
 * A link to a view: a path relative to a folder of the workspace, a filter, a time range, and nothing else. It comes
 * from anywhere, so everything in it is checked.
 */
export interface LinkedView extends TraceView {
  /** With `/` between its parts. */
  readonly path: string;
}

export class ViewLinkError extends AdvisedError {
  override readonly name = 'ViewLinkError';
  constructor(message: string) {
    super(message, 'badLink', 'Ask for a new link: Copy Link to View makes one.');
  }
}

/** The one thing that links ask for. */
export const LINK_PATH = '/open';

const LONGEST_QUERY = 100_000;
const LONGEST_PATH = 1000;
const KEYS = ['file', 'where', 'time'];

export function viewQuery({ path, where, zoom }: LinkedView): string {
  const query = new URLSearchParams({ file: path });
  if (where !== '') query.set('where', where);
  if (zoom) query.set('time', `${zoom.from}..${zoom.to}`);
  return query.toString();
}

/** Throws a `ViewLinkError` for anything but what `viewQuery` writes. */
export function readViewLink(linkPath: string, query: string): LinkedView {
  if (linkPath !== LINK_PATH) throw new ViewLinkError('This link asks for something unknown.');
  if (query.length > LONGEST_QUERY) throw new ViewLinkError('This link is too long.');
  const parts = new URLSearchParams(query);
  for (const key of parts.keys()) {
    if (!KEYS.includes(key)) throw new ViewLinkError('This link holds something unknown.');
    if (parts.getAll(key).length > 1) throw new ViewLinkError(`This link has more than one "${key}".`);
  }
  const where = parts.get('where') ?? '';
  if (where.length > LONGEST_FILTER || /\p{Cc}/u.test(where)) throw new ViewLinkError("This link's filter is invalid.");
  return { path: relativePath(parts.get('file') ?? ''), where, zoom: timeRange(parts.get('time')) };
}

/** A path that stays in the folder that it is relative to, on every operating system. */
function relativePath(path: string): string {
  const isShort = path !== '' && path.length <= LONGEST_PATH;
  const staysInside = path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
  // A backslash separates folders and a colon names a drive or a stream on Windows.
  if (!isShort || !staysInside || /[\\:\p{Cc}]/u.test(path)) {
    throw new ViewLinkError("This link's file is not a path within a folder.");
  }
  return path;
}

const NUMBER = '-?\\d{1,16}(?:\\.\\d{1,9})?';
const RANGE = new RegExp(`^(${NUMBER})\\.\\.(${NUMBER})$`);

function timeRange(text: string | null): TraceView['zoom'] {
  if (text === null) return null;
  const [, from, to] = RANGE.exec(text) ?? [];
  if (from === undefined || !(Number(from) < Number(to))) throw new ViewLinkError("This link's time range is invalid.");
  return { from: Number(from), to: Number(to) };
}
