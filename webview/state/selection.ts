import type { FunctionSummary } from '../../src/protocol/queries';
import type { Host } from '../host';
import type { SelectedFunction, TimeRange, ViewSignals } from './view';

interface SelectedRows {
  readonly functionId: number | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly where: string;
}

/** The selected function and the time range shown. They outlive an edit of the trace. */
export class Selection {
  constructor(
    private readonly host: Host,
    private readonly view: Pick<ViewSignals, 'selected' | 'zoom' | 'where'>,
  ) {}

  /** The cold starts that the charts show, as requests name them. */
  get rows(): SelectedRows {
    const { selected, zoom, where } = this.view;
    return {
      functionId: selected.value?.id ?? null,
      from: zoom.value?.from ?? null,
      to: zoom.value?.to ?? null,
      where: where.value,
    };
  }

  select(selected: SelectedFunction | null): void {
    this.view.selected.value = selected;
  }

  /** Selects the function with this id, if the trace has one. */
  async selectById(functionId: number): Promise<void> {
    const found = await this.#functionWithId(functionId);
    if (found) this.select({ id: found.id, name: found.name });
  }

  /** Selects the function of this name, if the trace has one. */
  async selectNamed(name: string): Promise<void> {
    const found = await this.#functionNamed({ id: 0, name }).catch(() => null);
    if (found) this.select({ id: found.id, name: found.name });
  }

  zoomTo(range: TimeRange | null): void {
    this.view.zoom.value = range;
  }

  /** Finds the selected function in a new table by its name: its id may now be that of another function. */
  async confirm(): Promise<void> {
    const selected = this.view.selected.peek();
    if (!selected) return;
    const found = await this.#functionNamed(selected).catch(() => null);
    if (this.view.selected.peek() === selected) this.select(found ? { id: found.id, name: found.name } : null);
  }

  async #functionNamed({ id, name }: SelectedFunction): Promise<FunctionSummary | null> {
    const same = await this.#functionWithId(id);
    if (same?.name === name) return same;
    const request = { sort: 'name', descending: false, filter: name, offset: 0, limit: 200 } as const;
    const page = await this.host.ask('functions', request);
    return page.rows.find((row) => row.name === name) ?? null;
  }

  #functionWithId(functionId: number): Promise<FunctionSummary | null> {
    return this.host.ask('function', { functionId }).catch(() => null);
  }
}
