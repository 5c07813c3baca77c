import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Dashboard } from './support/dashboard';
import { openWindow, reportsNoFault } from './support/window';

const PROFILE = 'rates.csv';
const CSV = 't_sec,rps\n0,2\n60,2\n61,90\n62,2\n120,2\n';
const SECONDS = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

const window = openWindow({ files: { [PROFILE]: CSV } });

function dashboard(): Dashboard {
  return new Dashboard(window.workbench.dashboard);
}

/** Result of the same requests from the command line. */
function simulated(system: string): {
  readonly responseSeconds: Readonly<Record<string, number>>;
  readonly requests: { readonly cold: number; readonly warm: number };
} {
  const cli = path.resolve(import.meta.dirname, '../../dist/cli.js');
  const file = path.join(window.workbench.folder, PROFILE);
  const args = ['simulate', '--profile', file, '--run-seconds', '1.5', '--system', system, '--seed', '1', '--json'];
  return JSON.parse(execFileSync(process.execPath, [cli, ...args], { encoding: 'utf8' }));
}

describe('a request-rate profile', () => {
  it('is simulated from its CodeLens, with the same results as the command line', async () => {
    const { workbench } = window;
    await workbench.openFile(PROFILE);
    const question = 'How long does a request run, in seconds?';
    const asked = workbench.page.locator('.quick-input-widget').getByText(question);
    await workbench.clickCodeLens('Simulate this request-rate profile', asked);
    await workbench.answer(question, '1.5');
    await workbench.acceptAll('Systems to compare');
    await workbench.answer('Seed: the same seed gives the same result');
    await dashboard().chart('Response time over time, simulated').waitFor();
    const { responseSeconds, requests } = simulated('faasnet');
    const shown = await dashboard().results('FaaSNet', 'Response time (provisioning and run)');
    expect(shown.max).toBe(`${SECONDS.format(responseSeconds.max)} s`);
    expect(Number(shown.cold)).toBe(requests.cold);
    expect(Number(shown.warm)).toBe(requests.warm);
    await workbench.picture('profile-results');
  });

  it('is shown in the form, which offers the profiles of the open editors', async () => {
    const { workbench } = window;
    const { page } = dashboard();
    await expect.poll(() => dashboard().field('Run time of a request (s)').inputValue()).toBe('1.5');
    await dashboard().chart('Request rate').waitFor();
    await dashboard().field('Lead-in (s)').fill('60');
    await page.getByRole('button', { name: 'Choose another profile…' }).click();
    await workbench.choose(PROFILE);
    await page.getByText('328 requests in 120 s, peak 90 per second.').waitFor({ state: 'attached' });
    await expect.poll(() => dashboard().field('Lead-in (s)').inputValue()).toBe('60');
    await dashboard().run.click();
    await page.getByText(/after a lead-in of 60 s\. All numbers/).waitFor();
  });
});

reportsNoFault(window);
