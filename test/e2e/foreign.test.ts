import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Dashboard } from './support/dashboard';
import { openWindow, reportsNoFault } from './support/window';

const COUNTS = 'azure-d01.csv';
const MINUTES = Array.from({ length: 30 }, (_, minute) => minute + 1);
/** Two functions, of which one has 10 requests a minute. */
const CSV = [
  `HashOwner,HashApp,HashFunction,Trigger,${MINUTES.join()}`,
  `o,shop,mailer,queue,${MINUTES.map(() => 10).join()}`,
  `o,shop,api,http,${MINUTES.map((minute) => minute % 3).join()}`,
  '',
].join('\n');
const TITLE = "Azure's invocation counts (2019)";
const WHOSE = `${TITLE}: whose requests?`;

const window = openWindow({ files: { [COUNTS]: CSV } });

function dashboard(): Dashboard {
  return new Dashboard(window.workbench.dashboard);
}

/** Requests served cold and warm by the same simulation on the command line. */
function simulated(): { readonly cold: number; readonly warm: number } {
  const cli = path.resolve(import.meta.dirname, '../../dist/cli.js');
  const file = path.join(window.workbench.folder, COUNTS);
  const args = ['simulate', '--profile', file, '--profile-function', 'mailer', '--run-seconds', '1.5', '--json'];
  return JSON.parse(execFileSync(process.execPath, [cli, ...args], { encoding: 'utf8' })).requests;
}

describe('a file that counts requests', () => {
  it('is named by its dashboard, which offers to simulate it', async () => {
    const { workbench } = window;
    await workbench.openFile(COUNTS);
    await workbench.runCommand('FaaSNet: Open Trace Dashboard');
    // The list says why the active file is no trace, and lets it be chosen nevertheless.
    const entry = workbench.page.locator('.quick-input-list').getByText(COUNTS).first();
    await workbench.page.getByText('This is no cold-start trace').first().waitFor();
    await entry.click();
    const { page } = dashboard();
    const note = page.getByRole('alert');
    await note.getByText(`This is no cold-start trace: ${TITLE}.`).waitFor();
    await workbench.picture('foreign');
    const offer = note.getByRole('button', { name: 'Simulate as a Request-Rate Profile' });
    await offer.click();
    await workbench.page.getByPlaceholder(WHOSE).waitFor();
    await workbench.choose('shop/mailer');
    await workbench.answer('How long does a request run, in seconds?', '1.5');
    await workbench.acceptAll('Systems to compare');
    await workbench.answer('Seed: the same seed gives the same result');
    await dashboard().chart('Response time over time, simulated').waitFor();
    const { cold, warm } = simulated();
    expect(cold + warm).toBe(300);
    const shown = await dashboard().results('FaaSNet', 'Response time (provisioning and run)');
    expect([Number(shown.cold), Number(shown.warm)]).toEqual([cold, warm]);
  });
});

reportsNoFault(window);
