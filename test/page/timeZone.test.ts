import { afterEach, describe, expect, it } from 'vitest';
import { chooseFor } from './chartMenu';
import { type OpenPage, openPage } from './harness';
import { syntheticCsv } from './traces';

let open: OpenPage;
afterEach(() => open.close());

const ZONE = 'Asia/Kathmandu';
const toggle = (name: RegExp) => open.page.getByRole('button', { name });
const points = () => open.page.getByRole('slider', { name: /over time/ }).first();
const pointText = async () => {
  await points().focus();
  return points().getAttribute('aria-valuetext');
};

describe('the time zone of the page', () => {
  it('is UTC until the reader chooses local time, which axes and values then say', async () => {
    open = await openPage({ csv: await syntheticCsv(2000), name: 'trace.csv', zone: ZONE });
    await toggle(/^Times are in UTC/).waitFor();
    await expect.poll(pointText).toMatch(/ UTC: /);
    await toggle(/^Times are in UTC\. Show local time, Asia\/Kat/).click();
    await expect.poll(pointText).toMatch(/ UTC\+05:45: /);
    await expect.poll(() => (open.savedState() as { timeZone: string }).timeZone).toBe('local');
    const chart = open.page.getByRole('figure', { name: /^Cold starts/ });
    await chooseFor(chart, 'Save as SVG');
    const saved = () => open.host.calls.flatMap(({ name, request }) => (name === 'saveText' ? [request] : []))[0];
    await expect.poll(() => (saved() as { text: string } | undefined)?.text).toMatch(/>time \(Asia\/Kat\w+\)</);
    await toggle(/^Times are in the local zone/).click();
    await expect.poll(pointText).toMatch(/ UTC: /);
  });

  it('is as the setting says, and follows it', async () => {
    open = await openPage({ csv: await syntheticCsv(2000), name: 'trace.csv', zone: ZONE, timeZone: 'local' });
    await expect.poll(pointText).toMatch(/ UTC\+05:45: /);
    open.host.emit('timeZone', { zone: 'UTC' });
    await expect.poll(pointText).toMatch(/ UTC: /);
  });
});
