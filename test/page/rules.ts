import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** Fails with the serious and critical violations that axe-core finds. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(violationsNow);
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html}\n${node.failureSummary ?? ''}`).join('\n')}`);
  expect(serious).toEqual([]);
}

/** Runs in the page. Describes only what breaks a rule: selectors of all that keeps them take as long as the rules. */
function violationsNow(): Promise<AxeResult> {
  const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResult> } };
  return axe.run({ resultTypes: ['violations'] });
}

/** Fails if the page scrolls sideways, or if two elements that a person reads or presses overlap. */
export async function expectNothingOverlaps(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  expect(await page.evaluate(overlaps)).toEqual([]);
}

/** Runs in the page. Skips what scrolls inside its own region, is part of a drawing, or is meant to overlap. */
function overlaps(): string[] {
  const pieces =
    'button, input, h1, h2, h3, p, summary, dt, dd, canvas, label, li, output, vscode-button, vscode-text-field, vscode-dropdown, vscode-checkbox, vscode-radio';
  const apart =
    '.grid, .data-table, .diagram, .watch-slider, .header, .run-actions, .detail, .filter-chips, .burst-strip';
  // A dialog covers the page.
  const shown = document.querySelector('dialog:modal') ?? document;
  const elements = [...shown.querySelectorAll<HTMLElement>(pieces)].filter(
    (element) => !element.closest(apart) && element.checkVisibility() && element.getClientRects().length > 0,
  );
  const found: string[] = [];
  for (const [at, one] of elements.entries()) {
    const a = one.getBoundingClientRect();
    if (a.width < 2 || a.height < 2) continue;
    for (const other of elements.slice(at + 1)) {
      if (one.contains(other) || other.contains(one)) continue;
      const b = other.getBoundingClientRect();
      const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (width > 1 && height > 1 && b.width >= 2 && b.height >= 2) {
        found.push(`${one.outerHTML.slice(0, 120)} lies over ${other.outerHTML.slice(0, 120)}`);
      }
    }
  }
  return found;
}
