import type { FrameLocator, Locator } from 'playwright-core';

export type Tab = 'Explore' | 'Simulate' | 'Watch';

/** The dashboard's page. Its parts are found by their accessible names. */
export class Dashboard {
  constructor(readonly page: FrameLocator) {}

  get sections(): Locator {
    return this.page.getByRole('tablist', { name: 'Sections' });
  }

  async show(tab: Tab): Promise<void> {
    await this.page.getByRole('tab', { name: tab }).click();
    await this.page.getByRole('tabpanel', { name: tab }).waitFor();
  }

  /** Waits until the page computes nothing any more. */
  async settled(): Promise<void> {
    for (const ring of await this.page.locator('vscode-progress-ring').all()) await ring.waitFor({ state: 'detached' });
  }

  /** Value of a headline number, once the whole trace has been read. */
  fact(term: string): Locator {
    return this.page
      .getByLabel('The selection in numbers', { exact: true })
      .locator('div', { has: this.page.locator('dt').getByText(term, { exact: true }) })
      .locator('.headline-value');
  }

  chart(name: string | RegExp): Locator {
    return this.page.getByRole('figure', { name }).first();
  }

  get functions(): Locator {
    return this.page.getByRole('grid', { name: 'Functions' });
  }

  /** Which cold starts are meant, in words. */
  get filter(): Locator {
    return this.page.getByRole('combobox', { name: 'Filter' });
  }

  /** Where functions are searched, once it is open. */
  get search(): Locator {
    return this.page.getByRole('searchbox', { name: 'Search by name or runtime' });
  }

  async searchFor(text: string): Promise<void> {
    await this.functions.waitFor();
    if ((await this.search.count()) === 0) await this.page.getByRole('button', { name: 'Search functions' }).click();
    await this.search.fill(text);
  }

  /** Visible rows of the functions table, each as the texts of its cells by column title. */
  async functionRows(): Promise<Record<string, string>[]> {
    const titles = await this.functions.getByRole('columnheader').allInnerTexts();
    const rows = await this.functions.getByRole('row').all();
    const cells = await Promise.all(rows.slice(1).map((row) => row.getByRole('gridcell').allInnerTexts()));
    return cells.map((texts) => Object.fromEntries(texts.map((text, column) => [titles[column].trim(), text.trim()])));
  }

  get run(): Locator {
    return this.page.getByRole('button', { name: /^Run \d+ systems?/ });
  }

  field(name: string): Locator {
    return this.page.getByRole('textbox', { name, exact: true });
  }

  /** Cells of one system in the table of results, by column title. `latency` names the table's times. */
  results(system: string, latency = 'Provisioning latency'): Promise<Record<string, string>> {
    return this.#cells(`${latency} and speed-up, simulated`, system);
  }

  /** Cells of one system in the table of cluster resources, by column title. */
  cluster(system: string): Promise<Record<string, string>> {
    return this.#cells('The cluster, simulated', system);
  }

  async #cells(name: string, system: string): Promise<Record<string, string>> {
    const table = this.page.getByRole('table', { name });
    const row = table.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: system }) });
    await row.waitFor();
    const titles = await table.getByRole('columnheader').allInnerTexts();
    const cells = await row.locator('th, td').allInnerTexts();
    return Object.fromEntries(cells.map((text, column) => [titles[column], text]));
  }

  get slider(): Locator {
    return this.page.getByRole('slider', { name: 'Simulated time' });
  }

  /** The moment of the run that is watched, in words: "At …: 63 VMs on 6 levels: …". */
  get moment(): Locator {
    return this.page.getByRole('status').filter({ hasText: /^At / });
  }
}
