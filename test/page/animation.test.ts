import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { animation, type Frame } from './gif';
import { type OpenPage, openPage, painted } from './harness';

const root = path.resolve(import.meta.dirname, '../..');
/** `npm run screenshots` sets it. */
const FOLDER = process.env.README_PICTURES ?? path.join(root, 'test-results/page');
const FRAMES = 24;
const FRAME_MS = 200;
const LAST_FRAME_MS = 1500;
const MOST_BYTES = 1_000_000;

let open: OpenPage;
afterEach(() => open.close());

it('the animation of the README shows a function tree that grows until all VMs are ready', async () => {
  const workload = { kind: 'burst', containers: 63, functions: 1, imageMB: null, memoryMB: null };
  const request = { workload, system: 'faasnet', parameters: {}, seed: 1, seeds: 1 };
  open = await openPage({
    csv: null,
    width: 960,
    height: 560,
    state: { requests: [request], tab: 'watch', watch: { time: 0 }, form: undefined },
  });
  const { page } = open;
  await page.getByRole('tab', { name: 'Watch' }).click();
  await page.getByRole('tree').waitFor();
  // Each moment is drawn at once, at rest.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const slider = page.getByRole('slider', { name: 'Simulated time' });
  const frames: Frame[] = [];
  for (let at = 0; at <= FRAMES; at++) {
    await slider.fill(String((10_000 * at) / FRAMES));
    await painted(page);
    if (at === FRAMES / 2) await open.picture('watch-animation');
    frames.push({ png: await page.screenshot(), milliseconds: at < FRAMES ? FRAME_MS : LAST_FRAME_MS });
  }
  expect(new Set(frames.map(({ png }) => png.toString('base64'))).size).toBe(frames.length);
  await page
    .getByRole('status')
    .getByText(/63 VMs on 6 levels: 63 ready/)
    .waitFor();
  const gif = await animation(frames, page.context());
  expect(gif.length).toBeLessThan(MOST_BYTES);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(path.join(FOLDER, 'function-tree.gif'), gif);
});
