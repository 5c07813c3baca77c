import { computed, effect, signal } from '@preact/signals';
import type { SavedView } from '../../src/protocol/requests';
import { capitalized, nameText } from '../../src/text';
import type { Host } from '../host';
import type { Actions } from './actions';
import type { Filter } from './filter';
import type { TimeRange, ViewSignals } from './view';

/** What a view consists of. */
export interface ShownView {
  readonly where: string;
  readonly zoom: TimeRange | null;
}

/** The named views of the trace, which are saved with the workspace, and links to views. */
export class Views {
  /** By name. */
  readonly all = signal<readonly SavedView[]>([]);
  /** The saved view that the page shows now; null for another one. */
  readonly current = computed(() => this.all.value.find((view) => isSame(view, this.#shown())) ?? null);

  /** @param hasTrace becomes true once the host can be asked */
  constructor(
    private readonly host: Host,
    private readonly view: Pick<ViewSignals, 'where' | 'zoom' | 'tab'>,
    private readonly filter: Filter,
    private readonly actions: Actions,
    hasTrace: () => boolean,
  ) {
    effect(() => {
      if (hasTrace()) void this.actions.quietly(() => this.#accept(this.host.ask('views', {})));
    });
  }

  show({ where, zoom }: ShownView): void {
    this.view.tab.value = 'explore';
    this.filter.set(where);
    this.view.zoom.value = zoom;
  }

  /** Saves what the page shows, in place of a view of that name. */
  async save(name: string): Promise<void> {
    await this.actions.reported(async () => {
      await this.#accept(this.host.ask('saveView', { name, ...this.#shown() }));
      return `${said(name)} saved.`;
    });
  }

  async rename(name: string, to: string): Promise<void> {
    await this.actions.reported(async () => {
      await this.#accept(this.host.ask('renameView', { name, to }));
      return `${said(name)} is now ${said(to)}.`;
    });
  }

  async remove(name: string): Promise<void> {
    await this.actions.reported(async () => {
      await this.#accept(this.host.ask('deleteView', { name }));
      return `${said(name)} deleted.`;
    });
  }

  async copyLink(): Promise<void> {
    await this.actions.reported(async () => {
      const { link } = await this.host.ask('viewLink', this.#shown());
      await navigator.clipboard.writeText(link);
      return 'Link copied. It names the file by its path in the folder, and the filter; nothing else is in it.';
    });
  }

  #shown(): ShownView {
    return { where: this.view.where.value.trim(), zoom: this.view.zoom.value };
  }

  async #accept(answer: Promise<{ readonly views: readonly SavedView[] }>): Promise<void> {
    this.all.value = (await answer).views;
  }
}

const said = (name: string) => capitalized(nameText(name.trim()));

function isSame(one: ShownView, other: ShownView): boolean {
  return one.where.trim() === other.where && one.zoom?.from === other.zoom?.from && one.zoom?.to === other.zoom?.to;
}
