import type { Page } from 'playwright-core';
import { closeBrowser, openPage } from '../../page/harness';
import type { Area, BenchOptions } from '../area';
import { alone, atLeast, atMost, type Quantity, type Row, worst } from '../measure/rows';
import { spreadOf } from '../measure/spread';
import { words } from '../words';

const MOST_FRAME_MS = 50;
/** A browser's 60 frames per second are 59.9 and some. */
const SMOOTH = 59;
const STEADY = 30;

/** The Watch tab in Chromium, which draws without a graphics card where there is none. */
export const watch: Area = {
  name: 'watch',
  about: 'frames of the Watch tab while a run plays',
  rounds: 3,
  async run(options) {
    const sizes = options.small ? [20, 200] : [1000, 10_000];
    const rows: Row[] = [];
    try {
      for (const vms of sizes) rows.push(...(await played(vms, vms === sizes[0] ? SMOOTH : STEADY, options)));
    } finally {
      await closeBrowser();
    }
    return rows;
  },
};

interface Frames {
  readonly perSecond: number;
  readonly longestMs: number;
  /** Time that the page's scripts took of a frame. */
  readonly workMs: { readonly median: number; readonly most: number };
}

/** Plays the burst of a run from its first event to its last, at the speed of its own time. */
async function played(vms: number, perSecond: number, { rounds, small }: BenchOptions): Promise<Row[]> {
  const workload = { kind: 'burst', containers: vms, functions: 1, imageMB: null, memoryMB: null };
  const request = { workload, system: 'faasnet', parameters: { vms: Math.max(vms, 1000) }, seed: 1, seeds: 1 };
  const open = await openPage({
    csv: null,
    width: 1440,
    height: 900,
    state: { requests: [request], tab: 'watch', form: undefined },
  });
  try {
    const { page } = open;
    await page.getByRole('tab', { name: 'Watch' }).click();
    await page.getByRole('tree').waitFor();
    const frames: Frames[] = [];
    for (let round = 0; round < rounds; round++) frames.push(await playedOnce(page, small ? 1000 : 7000));
    return rowsOf(vms, frames, perSecond);
  } finally {
    await open.close();
  }
}

async function playedOnce(page: Page, milliseconds: number): Promise<Frames> {
  const slider = page.getByRole('slider', { name: 'Simulated time' });
  await slider.focus();
  await page.keyboard.press('Home');
  // A shorter round before may still play.
  const play = page.getByRole('button', { name: 'Play', exact: true });
  if (await play.isVisible()) await play.click();
  return page.evaluate(framesOf, milliseconds);
}

/** Runs in the page: the distances between frames, and how long the scripts of each take. */
async function framesOf(milliseconds: number): Promise<Frames> {
  const request = window.requestAnimationFrame.bind(window);
  const work: number[] = [];
  window.requestAnimationFrame = (callback) =>
    request((now) => {
      const before = performance.now();
      callback(now);
      work.push(performance.now() - before);
    });
  const distances: number[] = [];
  await new Promise<void>((resolve) => {
    let last = 0;
    let first = 0;
    const tick = (now: number) => {
      if (last > 0) distances.push(now - last);
      else first = now;
      last = now;
      if (now - first < milliseconds) request(tick);
      else resolve();
    };
    request(tick);
  });
  window.requestAnimationFrame = request;
  const sum = distances.reduce((total, one) => total + one, 0);
  const sorted = work.toSorted((a, b) => a - b);
  return {
    perSecond: (1000 * distances.length) / sum,
    longestMs: Math.max(...distances),
    workMs: { median: sorted[sorted.length >> 1] ?? 0, most: sorted[sorted.length - 1] ?? 0 },
  };
}

function rowsOf(vms: number, frames: readonly Frames[], perSecond: number): Row[] {
  const of = (pick: (one: Frames) => number, unit: Quantity['unit']): Quantity => ({
    ...spreadOf(frames.map(pick)),
    unit,
  });
  const name = `${words(vms)} VMs playing`;
  const work = of(({ workMs }) => workMs.median, 'ms');
  return [
    alone(
      `${name}: frames`,
      of(({ perSecond: rate }) => rate, '/s'),
      atLeast(perSecond),
    ),
    worst(
      `${name}: longest frame`,
      of(({ longestMs }) => longestMs, 'ms'),
      { ...of(({ workMs }) => workMs.most, 'ms'), name: 'its scripts' },
      atMost(MOST_FRAME_MS),
    ),
    alone(`${name}: scripts of a frame`, work),
  ];
}
