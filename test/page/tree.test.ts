import { afterEach, describe, expect, it } from 'vitest';
import { type OpenPage, openPage } from './harness';
import { expectAccessible } from './rules';

let open: OpenPage;
afterEach(() => open.close());

/** A page on the tree of a burst, which it has to simulate first. */
async function openTree(containers: number, more: object = {}, system = 'faasnet'): Promise<void> {
  const request = {
    workload: { kind: 'burst', containers, functions: 1, imageMB: null, memoryMB: null },
    system,
    parameters: {},
    seed: 1,
    seeds: 1,
  };
  const tree = { run: null, functionName: null, time: null, wholeRun: false, limit: 255, ...more };
  open = await openPage({ csv: null, state: { requests: [request], tab: 'watch', tree, form: undefined } });
  await open.page.getByRole('tab', { name: 'Watch' }).click();
  await open.page.getByRole('tree').waitFor();
}

it('the first tree shown is one of FaaSNet, even if other runs are newer', async () => {
  const workload = { kind: 'burst', containers: 7, functions: 1, imageMB: null, memoryMB: null };
  const requests = ['faasnet', 'dadi-p2p'].map((system) => ({ workload, system, parameters: {}, seed: 1, seeds: 1 }));
  open = await openPage({ csv: null, state: { requests, tab: 'watch', form: undefined } });
  await open.page.getByRole('tab', { name: 'Watch' }).click();
  const run = open.page.getByRole('combobox', { name: 'Run' });
  await run.waitFor();
  await expect.poll(() => run.textContent()).toContain('FaaSNet');
  await summary()
    .getByText(/7 VMs on 3 levels/)
    .waitFor();
});

const vms = () => open.page.getByRole('treeitem');
const summary = () => open.page.getByText(/^At .*: /);

describe('the function tree of a burst', () => {
  it('gives levels and height, and draws each VM below its upstream', async () => {
    await openTree(15);
    await summary()
      .getByText(/15 VMs on 4 levels \(height 3 edges\)/)
      .waitFor();
    await expect.poll(() => vms().count()).toBe(15);
    await expect
      .poll(() => vms().first().getAttribute('aria-label'))
      .toMatch(/^Root VM \d+: .*registry, level 1, feeds 2 VMs$/);
    await expect.poll(() => vms().nth(14).getAttribute('aria-level')).toBe('4');
    await open.picture('tree-15');
  });

  it('of DADI+P2P has a root VM', async () => {
    await openTree(64, { time: 15 }, 'dadi-p2p');
    await summary()
      .getByText(/\d+ VMs on \d levels/)
      .waitFor();
    await open.page.getByText('A tree under one small root VM', { exact: false }).waitFor();
    const labels = () => vms().evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')!));
    await expect.poll(async () => (await labels()).filter((text) => text.includes('is the root VM')).length).toBe(16);
    expect((await labels()).filter((text) => text.includes('fetching from VM')).length).toBeGreaterThan(0);
    expect((await labels()).some((text) => text.includes('registry'))).toBe(false);
    await open.page
      .getByText(/VM \d+ is fed by VM \d+/)
      .first()
      .waitFor();
    await expectAccessible(open.page);
    await open.picture('tree-dadi');
  });

  it('follows the slider, by mouse and keyboard, from provisioning to ready', async () => {
    await openTree(31);
    const slider = open.page.getByRole('slider', { name: 'Simulated time' });
    const drawing = open.page.locator('.diagram > svg');
    await drawing.evaluate((element) => element.setAttribute('data-first', ''));
    await slider.focus();
    await open.page.keyboard.press('End');
    await summary()
      .getByText(/31 ready, 0 provisioning/)
      .waitFor();
    await open.page.keyboard.press('Home');
    await summary()
      .getByText(/0 ready/)
      .waitFor();
    const box = (await slider.boundingBox())!;
    await open.page.mouse.click(box.x + box.width * 0.95, box.y + box.height / 2);
    await expect.poll(() => slider.inputValue().then(Number)).toBeGreaterThan(900);
    await expect.poll(() => drawing.getAttribute('data-first')).toBe(''); // it changed in place, without a gap
    const before = Number(await slider.inputValue());
    await open.page.getByRole('button', { name: 'One step back' }).click();
    await expect.poll(() => slider.inputValue().then(Number)).toBe(before - 10);
  });

  it('plays to its end, also with reduced motion', async () => {
    await openTree(7, { time: 1e9 });
    await open.page.emulateMedia({ reducedMotion: 'reduce' });
    const slider = open.page.getByRole('slider', { name: 'Simulated time' });
    await open.page.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => slider.inputValue().then(Number)).toBe(0);
    await expect.poll(() => slider.inputValue().then(Number)).toBe(50);
    await open.page.getByRole('button', { name: 'Pause' }).click();
    await open.page.getByRole('button', { name: 'Play' }).waitFor();
  });

  it('moves the focus with the arrow keys, and describes each VM', async () => {
    await openTree(15);
    await vms().first().focus();
    await open.page.keyboard.press('ArrowDown');
    await open.page.keyboard.press('ArrowRight');
    const side = open.page.getByRole('complementary', { name: 'About this moment' });
    const name = (await vms().nth(2).getAttribute('aria-label'))!.split(':')[0];
    await side.getByRole('heading', { name, exact: true }).waitFor();
    await expect.poll(() => vms().nth(2).getAttribute('aria-selected')).toBe('true');
    await open.page.getByRole('button', { name: 'VMs as a table' }).click();
    await expect.poll(() => open.page.getByRole('table').getByRole('row').count()).toBe(16);
  });

  it('draws some of a thousand VMs and counts the rest', async () => {
    await openTree(1000);
    await summary()
      .getByText(/1,000 VMs on 10 levels \(height 9 edges\)\. Of the 255 drawn/)
      .waitFor();
    await summary().getByText('745 more VMs are not drawn').waitFor();
    await expect.poll(() => vms().count()).toBe(255);
    await open.picture('tree-1000');
  });

  it('can be zoomed, dragged and fitted again', async () => {
    await openTree(31);
    const drawing = open.page.locator('.diagram > svg');
    const fitted = await drawing.getAttribute('viewBox');
    await open.page.getByRole('button', { name: 'Zoom in' }).click();
    await expect.poll(() => drawing.getAttribute('viewBox')).not.toBe(fitted);
    const box = (await drawing.boundingBox())!;
    const zoomed = await drawing.getAttribute('viewBox');
    await open.page.mouse.move(box.x + 20, box.y + box.height - 20);
    await open.page.mouse.down();
    await open.page.mouse.move(box.x + 120, box.y + box.height - 60, { steps: 4 });
    await open.page.mouse.up();
    await expect.poll(() => drawing.getAttribute('viewBox')).not.toBe(zoomed);
    await open.page.getByRole('button', { name: 'Fit' }).click();
    await expect.poll(() => drawing.getAttribute('viewBox')).toBe(fitted);
  });
});

describe('without a run', () => {
  it('the tab leads to the form', async () => {
    open = await openPage({ csv: null });
    await open.page.getByRole('tab', { name: 'Watch' }).click();
    await open.page.getByRole('button', { name: 'Go to Simulate' }).click();
    await open.page.getByRole('heading', { name: 'Simulate provisioning' }).waitFor();
  });
});
