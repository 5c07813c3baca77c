import type { Locator } from 'playwright-core';

/** Chooses from the menu of a chart as a person does: over it with the mouse, then a click. */
export async function chooseFor(chart: Locator, item: string): Promise<void> {
  await chart.hover();
  await chart.getByRole('button', { name: /: menu$/ }).click();
  await chart.getByRole('menu').getByText(item, { exact: true }).click();
}
