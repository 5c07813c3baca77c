import type { Locator } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { type OpenPage, openPage, painted } from './harness';
import { expectAccessible, expectNothingOverlaps } from './rules';
import { LOOKS } from './themes';

let open: OpenPage;
afterEach(() => open.close());

/** VM 5 fails, then VM 1, whose removal makes the tree rotate at VM 9. */
const FAILURES = [
  { vm: 5, time: 2.5 },
  { vm: 1, time: 3 },
];

interface Wanted {
  readonly containers: number;
  readonly functions?: number;
  readonly systems?: readonly string[];
  readonly parameters?: object;
  readonly failures?: typeof FAILURES;
  /** Part of the saved view. */
  readonly watch?: object;
  readonly width?: number;
  readonly theme?: (typeof LOOKS)[number][0];
}

/** A page on the runs of a burst, which it has to simulate first. */
async function openWatch(wanted: Wanted): Promise<void> {
  const {
    containers,
    functions = 1,
    systems = ['faasnet'],
    parameters = {},
    failures,
    watch = {},
    width,
    theme,
  } = wanted;
  const workload = { kind: 'burst', containers, functions, imageMB: null, memoryMB: null };
  const requests = systems.map((system) => ({ workload, system, parameters, failures, seed: 1, seeds: 1 }));
  open = await openPage({ csv: null, width, theme, state: { requests, tab: 'watch', watch, form: undefined } });
  await open.page.getByRole('tab', { name: 'Watch' }).click();
  await open.page.locator('.watch-main').waitFor();
}

const button = (name: string): Locator => open.page.getByRole('button', { name, exact: true });
const slider = (): Locator => open.page.getByRole('slider', { name: 'Simulated time' });
const summary = (): Locator => open.page.getByRole('status').filter({ hasText: /^At / });
const panel = (): Locator => open.page.getByRole('complementary', { name: 'About this run' });
const tree = (): Locator => open.page.getByRole('tree');
const focusedVm = (): Promise<string | null> =>
  tree().evaluate((element) => {
    const id = element.getAttribute('aria-activedescendant');
    return id && document.getElementById(id)!.getAttribute('aria-label');
  });
/** What the drawing looks like, as a text that changes with it. */
const drawing = (): Promise<string> =>
  open.page.locator('.watch-drawing > canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
/** The page says where its clock is once that has rested for 400 ms. A timer that is set later is called later. */
const pause = (): Promise<void> => open.page.evaluate(() => new Promise((done) => setTimeout(done, 450)));
const clock = async (): Promise<number> =>
  Number.parseFloat((await open.page.locator('.watch-clock').textContent()) ?? '');

describe('the clock', () => {
  it('opens at the busiest moment', async () => {
    await openWatch({ containers: 15 });
    await summary()
      .getByText(/15 VMs on 4 levels: 15 fetching/)
      .waitFor();
    await expect.poll(clock).toBeGreaterThan(1);
  });

  it('plays, at the speed asked for, to the end, and from the beginning again', async () => {
    await openWatch({ containers: 7, watch: { time: 7.5 } });
    await button('16×').click();
    await button('Play').click();
    await summary()
      .getByText(/7 VMs on 3 levels: 7 ready/)
      .waitFor();
    await button('Play').waitFor();
    const end = await clock();
    expect(end).toBeGreaterThan(7.5);
    await button('¼×').click();
    await button('Play').click();
    await button('Pause').click();
    await expect.poll(clock).toBeLessThan(7);
  });

  it('follows the slider, by mouse and keyboard', async () => {
    await openWatch({ containers: 31 });
    await slider().focus();
    await open.page.keyboard.press('End');
    await summary().getByText('31 VMs on 5 levels: 31 ready.').waitFor();
    await open.page.keyboard.press('Home');
    await summary()
      .getByText(/31 waiting/)
      .waitFor();
    const box = (await slider().boundingBox())!;
    await open.page.mouse.click(box.x + box.width * 0.95, box.y + box.height / 2);
    await expect.poll(() => slider().inputValue().then(Number)).toBeGreaterThan(9000);
    await expect.poll(() => slider().getAttribute('aria-valuetext')).toMatch(/ s$/);
  });

  it('skips idle time, unless that is not wanted', async () => {
    await openWatch({ containers: 7 });
    await slider().focus();
    await open.page.keyboard.press('End');
    const skipping = Number(await slider().inputValue());
    expect(skipping).toBe(10_000);
    await open.page.getByRole('checkbox', { name: 'Skip idle' }).uncheck();
    await expect.poll(() => open.savedState()).toMatchObject({ watch: { skipsIdle: false } });
  });

  it('steps, without anything else moving, for readers who prefer reduced motion', async () => {
    await openWatch({ containers: 7, watch: { time: 2 } });
    await open.page.emulateMedia({ reducedMotion: 'reduce' });
    await button('Play').click();
    await expect.poll(clock).toBeGreaterThan(2.4);
    await button('Pause').click();
    await painted(open.page);
    const still = await drawing();
    expect(await drawing()).toBe(still);
  });
});

describe('events', () => {
  it('lead to a rotation, step by step', async () => {
    await openWatch({ containers: 40, failures: FAILURES, watch: { time: 2 } });
    await panel().getByRole('combobox', { name: 'Events listed' }).selectOption('rare');
    await button('Next event').click();
    await expect.poll(clock).toBe(2.5);
    await summary().getByText('VM 5 fails.').waitFor();
    await button('Next event').click();
    await panel().getByText('VM 11, 12 re-parented to VM 23').waitFor();
    const before = await drawing();
    await button('Next event').click();
    await expect.poll(clock).toBe(4);
    await panel().getByText('Rotation at VM 9: VM 19 takes its place').waitFor();
    await summary()
      .getByText(/Rotation at VM 9: VM 19 takes its place/)
      .waitFor();
    await expect.poll(drawing).not.toBe(before);
    await pause();
    await summary()
      .getByText(/Rotation at VM 9: VM 19 takes its place/)
      .waitFor();
    await button('Previous event').click();
    await expect.poll(clock).toBe(3);
    await open.picture('watch-rotation');
  });

  it('are listed as they happen; a click goes there', async () => {
    await openWatch({ containers: 40, failures: FAILURES });
    await slider().focus();
    await open.page.keyboard.press('Home');
    await panel().getByText('40 VMs join').waitFor();
    expect(await panel().getByText('VM 5 fails').count()).toBe(0);
    await open.page.keyboard.press('End');
    await panel().getByRole('combobox', { name: 'Events listed' }).selectOption('rare');
    await panel()
      .getByRole('button', { name: /VM 5 fails/ })
      .click();
    await expect.poll(clock).toBe(2.5);
    await panel().getByRole('heading', { name: 'VM 5', exact: true }).waitFor();
  });
});

describe('a VM', () => {
  it('is followed: its states, who feeds it, whom it feeds', async () => {
    await openWatch({ containers: 15 });
    await button('Find a VM').click();
    await open.page.getByRole('textbox', { name: 'Number of a VM' }).fill('5');
    await open.page.keyboard.press('Enter');
    await panel().getByRole('heading', { name: 'VM 5', exact: true }).waitFor();
    await panel().getByText('following · level 2').waitFor();
    const stages = /^States: manifest from .* image load from .* fetching from .* ready from/;
    await panel().getByRole('img', { name: stages }).waitFor();
    await panel().getByText('2 VMs', { exact: true }).waitFor();
    await panel().getByRole('button', { name: 'VM 2', exact: true }).click();
    await panel().getByRole('heading', { name: 'VM 2', exact: true }).waitFor();
    await button('Stop following').click();
    await panel().getByRole('heading', { name: 'VM', exact: true }).waitFor();
  });

  it('tells why its start was slow', async () => {
    await openWatch({ containers: 63, watch: { time: 6 } });
    await button('Follow the slowest start').click();
    const why = panel().getByRole('region', { name: 'Why slow' });
    await why.getByText(/^Critical path, \d VMs$/).waitFor();
    const seconds = await why.locator('.watch-steps li > :last-child').allInnerTexts();
    const numbers = seconds.filter((text) => / s$/.test(text)).map(Number.parseFloat);
    const sum = numbers.slice(0, -1).reduce((total, one) => total + one, 0);
    expect(Math.abs(sum - numbers[numbers.length - 1])).toBeLessThan(0.05);
    await why.getByText(/hops from VM to VM/).waitFor();
    await why.getByRole('button', { name: /^All \d+ steps$/ }).click();
    await why.getByText(/^Hop from VM 0 to VM/).waitFor();
    await expectAccessible(open.page);
  });

  it('leads to the other functions that started on it', async () => {
    await openWatch({ containers: 24, functions: 12, parameters: { vms: 8 }, watch: { time: 3 } });
    const chosen = () => open.page.getByRole('combobox', { name: 'Function' }).inputValue();
    await button('Follow the slowest start').click();
    const others = panel().locator('.watch-facts div').filter({ hasText: 'Also started' }).getByRole('button');
    const name = await others.first().innerText();
    expect(await chosen()).not.toBe(name);
    await others.first().click();
    await expect.poll(chosen).toBe(name);
    await panel()
      .getByRole('heading', { name: /^VM \d/ })
      .waitFor();
  });

  it('is still followed when the reader comes back from another tab', async () => {
    await openWatch({ containers: 15, watch: { time: 6 } });
    await button('Follow the slowest start').click();
    const followed = panel().getByRole('heading', { name: /^VM \d/ });
    const name = await followed.innerText();
    const time = await clock();
    await open.page.getByRole('tab', { name: 'Simulate' }).click();
    await open.page.getByRole('tab', { name: 'Watch' }).click();
    await panel().getByRole('heading', { name, exact: true }).waitFor();
    await panel()
      .getByText(/^following · level \d$/)
      .waitFor();
    await expect.poll(clock).toBe(time);
    await expect.poll(async () => Number(await slider().inputValue())).toBeGreaterThan(1000);
  });

  it('is found by its number, or said not to be there', async () => {
    await openWatch({ containers: 7 });
    await button('Find a VM').click();
    await open.page.getByRole('textbox', { name: 'Number of a VM' }).fill('700');
    await open.page.keyboard.press('Enter');
    await open.page.getByRole('alert').getByText('VM 700 holds no image').waitFor();
  });

  it('is followed by a click on the drawing', async () => {
    await openWatch({ containers: 1 });
    const box = (await open.page.locator('.watch-drawing').boundingBox())!;
    const shows = async () => {
      for (let y = 60; y < box.height; y += 24) await open.page.mouse.click(box.x + (box.width - 56) / 2, box.y + y);
      return panel().getByRole('heading', { name: 'VM 0', exact: true }).isVisible();
    };
    await expect.poll(shows).toBe(true);
  });
});

describe('the keyboard', () => {
  it('goes from VM to VM, and each is described', async () => {
    await openWatch({ containers: 15 });
    await tree().focus();
    await expect
      .poll(focusedVm)
      .toMatch(/^VM 0: fetching, \d+ % of its blocks, level 0, below the registry, feeds 2 VMs$/);
    await open.page.keyboard.press('ArrowDown');
    await open.page.keyboard.press('ArrowRight');
    await expect.poll(focusedVm).toMatch(/^VM 2: .* level 1, below VM 0, feeds 2 VMs$/);
    await open.page.keyboard.press('End');
    await expect.poll(focusedVm).toMatch(/^VM 14: .* level 3, below VM 6$/);
    await open.page.keyboard.press('ArrowUp');
    await open.page.keyboard.press('Enter');
    await panel().getByRole('heading', { name: 'VM 6', exact: true }).waitFor();
    await open.page.keyboard.press('Home');
    await expect.poll(focusedVm).toMatch(/^VM 0:/);
    await open.page.keyboard.press('Space');
    await button('Pause').waitFor();
    await open.page.keyboard.press('Space');
    await button('Play').waitFor();
  });

  it('zooms, moves and fits the drawing, as the mouse does', async () => {
    await openWatch({ containers: 1000 });
    const zoomText = open.page.locator('.watch-zoom .muted');
    await tree().focus();
    await open.page.keyboard.press('+');
    await expect.poll(() => zoomText.textContent()).toBe('1.5×');
    await open.page.locator('.watch-minimap').waitFor();
    const zoomed = await drawing();
    await open.page.keyboard.press('Shift+ArrowRight');
    await expect.poll(drawing).not.toBe(zoomed);
    await open.page.keyboard.press('0');
    await expect.poll(() => zoomText.textContent()).toBe('fit');
    const box = (await open.page.locator('.watch-drawing').boundingBox())!;
    await open.page.mouse.move(box.x + 500, box.y + box.height - 60);
    for (let turn = 0; turn < 8; turn++) await open.page.mouse.wheel(0, -240);
    await expect.poll(async () => Number.parseFloat((await zoomText.textContent()) ?? '')).toBeGreaterThan(20);
    await open.picture('watch-1000-zoomed');
    const before = await drawing();
    await open.page.mouse.down();
    await open.page.mouse.move(box.x + 300, box.y + box.height - 120, { steps: 4 });
    await open.page.mouse.up();
    await expect.poll(drawing).not.toBe(before);
    await button('Fit').click();
    await expect.poll(() => zoomText.textContent()).toBe('fit');
  });
});

it('all VMs of the moment are in a table', async () => {
  await openWatch({ containers: 1000 });
  await button('VMs as a table').click();
  const table = open.page.getByRole('table');
  await expect.poll(() => table.getAttribute('aria-rowcount')).toBe('1001');
  const row = table.getByRole('row').filter({ has: open.page.getByRole('button', { name: 'VM 3', exact: true }) });
  await expect.poll(() => row.innerText()).toMatch(/VM 3\s+fetching\s+\d+ %\s+2\s+VM 1\s+2/);
  await open.page.getByRole('region', { name: 'VMs as a table' }).focus();
  await open.page.keyboard.press('End');
  await table.getByRole('button', { name: 'VM 999', exact: true }).click();
  await panel().getByRole('heading', { name: 'VM 999', exact: true }).waitFor();
  await expectAccessible(open.page);
});

it('the drawing is saved as vectors and text', async () => {
  await openWatch({ containers: 15 });
  await button('The drawing: menu').click();
  await open.page.getByRole('menuitem', { name: 'Save as SVG' }).click();
  const saved = () => open.host.calls.find(({ name }) => name === 'saveText')?.request;
  await expect.poll(saved).toMatchObject({ suggestedName: expect.stringMatching(/^FaaSNet at .* s\.svg$/) });
  const svg = (saved() as { text: string }).text;
  const texts = await open.page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    return [...parsed.querySelectorAll('text')].map((element) => element.textContent);
  }, svg);
  expect(texts).toEqual(expect.arrayContaining(['Registry', '0', '14', 'L3']));
  expect(texts.some((text) => text?.includes('seed 1'))).toBe(true);
});

describe('several systems', () => {
  const systems = ['optimal', 'faasnet', 'on-demand', 'dadi-p2p', 'kraken', 'baseline'];

  it('share a clock: their curves below, their pictures side by side', async () => {
    await openWatch({ containers: 64, systems, watch: { time: 6 } });
    const strip = open.page.getByRole('region', { name: 'VMs ready, same clock' });
    const shares = strip.getByRole('list', { name: 'Starts done' });
    await expect.poll(() => shares.innerText()).toMatch(/FaaSNet(.|\n)*Lower bound(.|\n)*Baseline/);
    await button('All systems side by side').click();
    const pictures = open.page.getByRole('list', { name: 'Systems side by side' });
    await expect.poll(() => pictures.getByRole('img', { name: /of 64 VMs ready/ }).count()).toBe(6);
    await expectAccessible(open.page);
    await open.picture('watch-systems');
    await pictures.getByRole('button', { name: 'Kraken' }).click();
    await open.page.getByRole('listbox', { name: 'VMs of the function' }).waitFor();
    await expect.poll(() => open.savedState()).toMatchObject({ watch: { picture: 'one' } });
  });

  it('that are missing can be added', async () => {
    await openWatch({ containers: 7 });
    await button('Add the other systems').click();
    const strip = open.page.getByRole('region', { name: 'VMs ready, same clock' });
    await expect.poll(() => strip.getByRole('listitem').count()).toBe(6);
    expect(await button('Add the other systems').count()).toBe(0);
  });
});

it('the first run shown is one with function trees, even if others are newer', async () => {
  await openWatch({ containers: 7, systems: ['faasnet', 'dadi-p2p'] });
  const run = open.page.getByRole('combobox', { name: 'Run' });
  const shown = () => run.evaluate((select) => (select as HTMLSelectElement).selectedOptions[0].text);
  await expect.poll(shown).toMatch(/^FaaSNet/);
  await run.selectOption({ index: 1 });
  await summary()
    .getByText(/7 VMs on/)
    .waitFor();
});

it('without a run, the tab leads to the form', async () => {
  open = await openPage({ csv: null });
  await open.page.getByRole('tab', { name: 'Watch' }).click();
  await button('Go to Simulate').click();
  await open.page.getByRole('tab', { name: 'Simulate', selected: true }).waitFor();
});

it.each(LOOKS)('is accessible and without overlaps: %s at %d px', async (theme, width) => {
  await openWatch({ containers: 200, failures: FAILURES, theme, width, watch: { time: 5.2 } });
  await panel().getByRole('button', { name: 'Follow the slowest start' }).click();
  await panel()
    .getByRole('heading', { name: /^VM \d/ })
    .waitFor();
  await expectAccessible(open.page);
  await expectNothingOverlaps(open.page);
  await open.picture(`watch-${theme}-${width}`);
});
