import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Dashboard } from './support/dashboard';
import {
  byFunction,
  type ColdStart,
  peakPerMinute,
  quantileSeconds,
  readSample,
  rounded,
  roundedInText,
  SAMPLE,
} from './support/sampleTrace';
import { openWindow, reportsNoFault } from './support/window';

const window = openWindow();
const trace = readSample();
const functions = byFunction(trace);
const counts = new Intl.NumberFormat('en-US');

/** A time as the filter writes it, in epoch seconds: a time of day is on the day on which the trace has it. */
function timeOf(text: string): number {
  if (text.includes('T')) return Date.parse(`${text}Z`) / 1000;
  const [hours, minutes, seconds = 0] = text.split(':').map(Number);
  const first = Math.min(...trace.map(({ time }) => time));
  const midnight = Math.floor(first / 86_400) * 86_400;
  const at = midnight + hours * 3600 + minutes * 60 + seconds;
  return at < first ? at + 86_400 : at;
}

function dashboard(): Dashboard {
  return new Dashboard(window.workbench.dashboard);
}

/** Result of the same simulation from the command line. */
function simulated(system: string, containers: number): { provisioningSeconds: Record<string, number> } {
  const cli = path.resolve(import.meta.dirname, '../../dist/cli.js');
  const args = ['simulate', '--burst', String(containers), '--system', system, '--seed', '1', '--json'];
  return JSON.parse(execFileSync(process.execPath, [cli, ...args], { encoding: 'utf8' }));
}

describe('in the text editor', () => {
  it('shows in a hover how a cold start compares', async () => {
    await window.workbench.openFile(SAMPLE);
    await window.workbench.codeLens(/cold starts/).waitFor();
    const [name, ofFunction] = functions[0];
    // Not the first of its function, and perhaps not on the first screen.
    const coldStart = ofFunction[20];
    const hover = await window.workbench.hoverLine(coldStart.line);
    expect(hover).toContain(name);
    expect(hover).toContain(`21 of ${ofFunction.length}`);
    expect(hover).toContain(roundedInText(coldStart.latencyMs / 1000));
    for (const p of [0.5, 0.95, 0.99]) expect(hover).toContain(roundedInText(quantileSeconds(ofFunction, p)));
    const inSecond = trace.filter(({ time }) => Math.floor(time) === Math.floor(coldStart.time)).length;
    expect(hover).toMatch(new RegExp(`${inSecond} cold starts? of the trace in this second`));
  });

  it('summarizes the trace above its header', async () => {
    await window.workbench.goToLine(1);
    const shown = window.workbench.codeLens(/cold starts/);
    // VS Code replaces the CodeLenses when it asks for them again.
    await expect.poll(() => shown.innerText()).toContain(`${counts.format(trace.length)} cold starts`);
    const lens = await shown.innerText();
    expect(lens).toContain(`${functions.length} functions`);
    expect(lens).toContain(`p99 ${roundedInText(quantileSeconds(trace, 0.99))}`);
  });
});

describe('the dashboard', () => {
  it('opens from the CodeLens', async () => {
    await window.workbench.clickCodeLens('Open dashboard', dashboard().sections);
  });

  it('shows the trace in numbers', async () => {
    expect(await dashboard().fact('Cold starts').innerText()).toBe(counts.format(trace.length));
    expect(await dashboard().fact('Functions').innerText()).toBe(String(functions.length));
    expect(await dashboard().fact('Median').innerText()).toBe(rounded(quantileSeconds(trace, 0.5)));
    expect(await dashboard().fact('p90').innerText()).toBe(rounded(quantileSeconds(trace, 0.9)));
    expect(await dashboard().fact('p99').innerText()).toBe(rounded(quantileSeconds(trace, 0.99)));
    expect(await dashboard().fact('Peak / min').innerText()).toContain(String(peakPerMinute(trace)));
    await dashboard().page.getByText('SYNTHETIC', { exact: true }).waitFor();
  });

  it('filters by the time range of a drag, and back', async () => {
    const chart = dashboard().chart('Cold starts over time');
    const area = (await chart.locator('canvas').boundingBox())!;
    const { mouse } = window.workbench.page;
    await mouse.move(area.x + area.width * 0.4, area.y + area.height / 2);
    await mouse.down();
    await mouse.move(area.x + area.width * 0.7, area.y + area.height / 2, { steps: 5 });
    await mouse.up();
    await expect.poll(() => dashboard().filter.inputValue()).toMatch(/^time:\S+\.\.\S+$/);
    // The filter follows the mouse, which may not have arrived yet.
    const difference = async () => {
      const [from, to] = (await dashboard().filter.inputValue()).slice(5).split('..').map(timeOf);
      const within = trace.filter(({ time }) => time >= from && time < to).length;
      expect(within).toBeLessThan(trace.length);
      return Number((await dashboard().fact('Cold starts').innerText()).replaceAll(',', '')) - within;
    };
    await expect.poll(difference).toBe(0);
    await dashboard().page.getByRole('button', { name: 'Reset', exact: true }).click();
    await expect.poll(() => dashboard().fact('Cold starts').innerText()).toBe(counts.format(trace.length));
  });

  it('filters and sorts the functions', async () => {
    await dashboard().show('Explore');
    await dashboard().functions.waitFor();
    const runtime = 'python';
    await dashboard().searchFor(runtime);
    const expected = functions.filter(([, [first]]) => first.runtime === runtime);
    await dashboard().page.getByText(`${expected.length} functions found`).waitFor();
    await expect
      .poll(async () => (await dashboard().functionRows()).map((row) => [row['Cold starts'], row.Runtime]))
      .toEqual(expected.map(([, { length }]) => [counts.format(length), runtime]));

    await dashboard().functions.getByRole('button', { name: 'p99', exact: true }).click();
    const byP99 = expected
      .map(([name, group]) => ({ name, p99: quantileSeconds(group, 0.99) }))
      .sort((a, b) => b.p99 - a.p99);
    await expect
      .poll(async () => (await dashboard().functionRows()).map((row) => row.p99))
      .toEqual(byP99.map(({ p99 }) => rounded(p99)));
    const header = dashboard().functions.getByRole('columnheader', { name: 'p99', exact: true });
    expect(await header.getAttribute('aria-sort')).toBe('descending');
    await dashboard().searchFor('');
    await dashboard().page.getByText(`${functions.length} functions`, { exact: true }).waitFor();
  });

  it('goes from a function to its lines in the text editor, and back from a line', async () => {
    const [name, ofFunction]: [string, ColdStart[]] = functions[1];
    await dashboard().functions.getByRole('gridcell', { name, exact: true }).dblclick();
    await dashboard().page.getByRole('button', { name: 'Show its lines' }).click();
    await window.workbench.page.getByText(`Ln ${ofFunction[0].line}, Col`).waitFor();
    await window.workbench.page.getByRole('button', { name: 'Go to Next Shown Line' }).waitFor();

    const [other, [, second]] = functions[2];
    await window.workbench.hoverLine(second.line);
    await window.workbench.page.locator('.monaco-hover').getByText('Show function in dashboard').click();
    await dashboard()
      .page.getByRole('complementary', { name: 'Selected function' })
      .getByText(other, { exact: true })
      .waitFor();
  });
});

describe('a simulation', () => {
  const CONTAINERS = 64;

  it('runs, and agrees with the command line', async () => {
    await window.workbench.runCommand('View: Close Other Editors in Group');
    await dashboard().show('Simulate');
    await dashboard().page.getByRole('radio', { name: 'Burst' }).check();
    await dashboard().field('Containers').fill(String(CONTAINERS));
    await dashboard().run.click();
    for (const [name, label] of [
      ['faasnet', 'FaaSNet'],
      ['baseline', 'Baseline'],
    ]) {
      const { provisioningSeconds } = simulated(name, CONTAINERS);
      const results = await dashboard().results(label);
      expect(results.mean).toBe(rounded(provisioningSeconds.mean));
      expect(results.p50).toBe(rounded(provisioningSeconds.p50));
      expect(results.p99).toBe(rounded(provisioningSeconds.p99));
      expect(results['last started']).toBe(rounded(provisioningSeconds.last));
    }
    await dashboard().chart('Latency CDF, simulated').waitFor();
    await dashboard().chart('Completion over time, simulated').waitFor();
  });

  it('shows its function tree at the moment that the slider is dragged to', async () => {
    await dashboard().show('Watch');
    await dashboard().moment.waitFor();
    const track = (await dashboard().slider.boundingBox())!;
    const { mouse } = window.workbench.page;
    const middle = track.y + track.height / 2;
    await mouse.move(track.x + track.width / 2, middle);
    await mouse.down();
    await mouse.move(track.x + track.width + 20, middle, { steps: 10 });
    await mouse.up();
    await expect
      .poll(() => dashboard().moment.innerText())
      // 64 VMs, each of at most two downstream VMs, need 7 levels.
      .toContain(`${CONTAINERS} VMs on 7 levels: ${CONTAINERS} ready.`);

    await mouse.move(track.x + track.width - 2, middle);
    await mouse.down();
    await mouse.move(track.x, middle, { steps: 10 });
    await mouse.up();
    await expect.poll(() => dashboard().moment.innerText()).not.toContain(`${CONTAINERS} ready`);
  });

  it('is cancelled', async () => {
    await dashboard().show('Simulate');
    await dashboard().field('Containers').fill('1000000');
    await dashboard().run.click();
    await dashboard().page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await dashboard().page.getByText('Cancelled.').first().waitFor();
    await expect.poll(() => dashboard().page.getByRole('progressbar').count()).toBe(0);
  });
});

reportsNoFault(window);
