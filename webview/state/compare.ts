import { computed } from '@preact/signals';
import { tellsTimes } from '../../src/text';
import { defaultSides, frozen, type SideContext, type Sides } from '../compare/sides';
import type { Host } from '../host';
import type { Connection } from './connection';
import type { Filter } from './filter';
import type { Runs } from './runs';
import type { SideChoice, ViewSignals } from './view';

/** The two sides that are compared. Until the reader chooses, they follow the page's filter. */
export class Compare {
  readonly context = computed<SideContext>(() => ({
    where: this.view.where.value,
    fields: this.filter.fields.value,
    runs: this.runs.done.value,
    systems: this.connection.model.answer.value.value?.systems ?? [],
  }));
  readonly isDefault = computed(() => this.view.compare.value.sides === null);
  readonly sides = computed<Sides>(() => {
    const chosen = this.view.compare.value.sides;
    if (chosen) return chosen;
    const overview = this.connection.overview.answer.value.value;
    const range = overview && tellsTimes(overview) ? overview.timeRange : null;
    return defaultSides(this.view.where.value, range, this.filter.fields.value);
  });

  constructor(
    private readonly host: Host,
    private readonly view: ViewSignals,
    private readonly filter: Filter,
    private readonly runs: Runs,
    private readonly connection: Connection,
  ) {}

  set(side: 'a' | 'b', choice: SideChoice): void {
    this.#setSides({ ...this.sides.peek(), [side]: choice });
  }

  /** Sets a simulated run against what was recorded of the same cold starts. */
  setRun(side: 'a' | 'b', run: string, recorded: boolean): void {
    const other = side === 'a' ? 'b' : 'a';
    const sides = { ...this.sides.peek(), [side]: { kind: 'run', run, recorded } as const };
    const isReplay = this.runs.done.peek().some(({ request }) => request.workload.kind === 'trace');
    const needsOther = sides[other].kind === 'rest' || (this.isDefault.peek() && isReplay);
    this.#setSides(needsOther ? { ...sides, [other]: { kind: 'run', run, recorded: !recorded } } : sides);
  }

  swap(): void {
    const { a, b } = this.sides.peek();
    this.#setSides({ a: b, b: a });
  }

  /** Follows the page's filter again. */
  reset(): void {
    this.view.compare.value = { ...this.view.compare.peek(), sides: null };
  }

  /** Keeps what is compared while the page's filter changes. */
  freeze(): void {
    this.#setSides(frozen(this.sides.peek(), this.view.where.peek()));
  }

  /** Lets the reader choose another trace. The side stays if the reader does not. */
  async chooseFile(side: 'a' | 'b'): Promise<void> {
    const file = await this.host.ask('chooseCompared', {});
    if (file) this.set(side, { kind: 'file', ...file, where: '' });
  }

  #setSides(sides: Sides): void {
    this.view.compare.value = { ...this.view.compare.peek(), sides };
  }
}
