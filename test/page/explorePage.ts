import type { Locator, Page } from 'playwright-core';
import { painted } from './harness';

/** The Explore tab as a person finds it. */
export class ExplorePage {
  constructor(readonly page: Page) {}

  get filter(): Locator {
    return this.page.getByRole('combobox', { name: 'Filter' });
  }

  /** What stands below the filter's words. */
  get chips(): Locator {
    return this.page.getByRole('list', { name: 'Shown' }).getByRole('listitem');
  }

  /** A headline number of the selection. */
  fact(term: string | RegExp): Locator {
    return this.#item(term).locator('.headline-value');
  }

  /** What stands beside it. */
  detail(term: string | RegExp): Locator {
    return this.#item(term).locator('.headline-detail');
  }

  #item(term: string | RegExp): Locator {
    return this.page
      .getByLabel('The selection in numbers')
      .locator('div', { has: this.page.locator('dt').getByText(term, { exact: true }) });
  }

  chart(name: 'Cold starts over time' | 'Latency over time' | 'Latency histogram'): Locator {
    return this.page.getByRole('figure', { name, exact: true });
  }

  /** The sentence that describes a chart. */
  async description(name: Parameters<ExplorePage['chart']>[0]): Promise<string> {
    const id = await this.chart(name).getByRole('img').getAttribute('aria-describedby');
    return (await this.page.locator(`[id="${id}"]`).textContent()) ?? '';
  }

  /** The chart's handle for the keyboard. */
  keys(name: 'Cold starts over time' | 'Latency over time' | 'Latency histogram'): Locator {
    return this.page.getByRole('slider', { name: new RegExp(`^${name}`) });
  }

  bar(list: string, value: string | RegExp): Locator {
    return this.page.getByRole('region', { name: list, exact: true }).getByRole('button', { name: value });
  }

  legend(name: string): Locator {
    return this.page.getByRole('list', { name: 'Parts' }).getByRole('listitem').filter({ hasText: name });
  }

  get functions(): Locator {
    return this.page.getByRole('grid', { name: 'Functions' });
  }

  /** Drags over a chart's plot, from one place to another, each as shares of its width and height. */
  async drag(chart: Parameters<ExplorePage['keys']>[0], from: readonly number[], to: readonly number[]): Promise<void> {
    const place = await this.#placeIn(chart);
    await this.page.mouse.move(...place(from));
    await this.page.mouse.down();
    await this.page.mouse.move(...place([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]));
    await this.page.mouse.move(...place(to));
    await this.page.mouse.up();
    await painted(this.page);
  }

  async click(chart: Parameters<ExplorePage['keys']>[0], at: readonly number[], shift = false): Promise<void> {
    const place = await this.#placeIn(chart);
    if (shift) await this.page.keyboard.down('Shift');
    await this.page.mouse.click(...place(at));
    if (shift) await this.page.keyboard.up('Shift');
    await painted(this.page);
  }

  async #placeIn(
    chart: Parameters<ExplorePage['keys']>[0],
  ): Promise<(at: readonly number[]) => [x: number, y: number]> {
    const box = (await this.keys(chart).boundingBox())!;
    return ([x, y]) => [box.x + x * box.width, box.y + y * box.height];
  }
}
