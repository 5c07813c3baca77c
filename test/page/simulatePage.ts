import type { Locator, Page } from 'playwright-core';

/** The Simulate tab as a person finds it. */
export class SimulatePage {
  constructor(readonly page: Page) {}

  run(name: RegExp | string = /^Run/): Locator {
    return this.page.getByRole('button', { name }).first();
  }

  get results(): Locator {
    return this.page.getByRole('region', { name: 'Simulated results' });
  }

  /** Chooses from a list by what it shows. */
  async choose(name: string | RegExp, label: string | RegExp): Promise<void> {
    const field = this.page.getByRole('combobox', { name });
    await field.selectOption((await field.getByRole('option', { name: label }).getAttribute('value')) ?? '');
  }

  async exportAs(item: string): Promise<void> {
    await this.results.getByRole('button', { name: 'Export the results' }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  /** Resolves when every run is done, once there are results: the first are shown before the last. */
  async done(): Promise<void> {
    await this.results.waitFor();
    await this.page.getByRole('region', { name: 'Runs under way' }).waitFor({ state: 'detached' });
  }

  /** What a row of the results says once every run is done. */
  async cells(row: string): Promise<string[]> {
    const found = this.results
      .getByRole('region', { name: 'Percentiles and speed-ups, simulated' })
      .getByRole('row', { name: new RegExp(`^${row}`) });
    await found.waitFor();
    await this.done();
    return found.getByRole('cell').allTextContents();
  }
}
