import type * as vscode from 'vscode';
import { checked, type SavedView, savedView } from '../../protocol/requests';
import { RequestError } from '../../protocol/rpc';
import { nameText } from '../../text';

const KEY = 'views';
/** More views of one trace than this are no help to anyone. */
const MOST_VIEWS = 200;

/** What the workspace keeps, under its traces' URIs. */
type Kept = Readonly<Record<string, unknown>>;

/** The named views of traces, saved with the workspace. */
export class SavedViews {
  constructor(readonly memento: vscode.Memento) {}

  /** The views of a trace in the order of their names. What an older version saved in another shape is left out. */
  list(trace: vscode.Uri | null): readonly SavedView[] {
    const saved = trace && this.#kept()[trace.toString()];
    return Array.isArray(saved) ? saved.flatMap(valid).sort((a, b) => a.name.localeCompare(b.name)) : [];
  }

  async save(trace: vscode.Uri | null, view: SavedView): Promise<readonly SavedView[]> {
    const name = named(view.name);
    const others = this.list(trace).filter((other) => other.name !== name);
    if (others.length >= MOST_VIEWS) throw new RequestError(`There are ${MOST_VIEWS} views.`, 'Delete one first.');
    return this.#write(trace, [...others, { ...view, name }]);
  }

  async rename(trace: vscode.Uri | null, name: string, to: string): Promise<readonly SavedView[]> {
    const view = this.list(trace).find((one) => one.name === name);
    if (!view) throw new RequestError(`There is no view ${nameText(name)}.`);
    const next = named(to);
    const others = this.list(trace).filter((one) => one.name !== name);
    if (others.some((one) => one.name === next)) {
      throw new RequestError(`There is a view ${nameText(next)} already.`, 'Choose another name.');
    }
    return this.#write(trace, [...others, { ...view, name: next }]);
  }

  remove(trace: vscode.Uri | null, name: string): Promise<readonly SavedView[]> {
    return this.#write(
      trace,
      this.list(trace).filter((view) => view.name !== name),
    );
  }

  async #write(trace: vscode.Uri | null, views: readonly SavedView[]): Promise<readonly SavedView[]> {
    if (!trace) throw new RequestError('Views are of a trace.', 'Open one first.');
    const { [trace.toString()]: _, ...others } = this.#kept();
    await this.memento.update(KEY, views.length === 0 ? others : { ...others, [trace.toString()]: views });
    return this.list(trace);
  }

  #kept(): Kept {
    const kept = this.memento.get<unknown>(KEY);
    return typeof kept === 'object' && kept !== null ? (kept as Kept) : {};
  }
}

/** A name without spaces around it. */
function named(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '') throw new RequestError('A view needs a name.', 'Type one.');
  return trimmed;
}

function valid(value: unknown): SavedView[] {
  try {
    return [checked(savedView, value)];
  } catch {
    return [];
  }
}
