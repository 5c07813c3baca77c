import { afterEach, describe, expect, it } from 'vitest';
import { chooseFor } from './chartMenu';
import type { HostCall } from './fakeHost';
import { type OpenPage, openPage } from './harness';
import { expectAccessible, expectNothingOverlaps } from './rules';
import { LOOKS } from './themes';
import { HEADER, START, syntheticCsv } from './traces';

let open: OpenPage;
afterEach(() => open.close());

/** Names that would be markup, a formula or unreadable if they were written as they are. */
const HOSTILE = ['</text><script>alert(1)</script>', '=HYPERLINK("x")', 'a & "b" \u202ec', ']]>'];
const HOSTILE_CSV = [
  HEADER,
  ...HOSTILE.map((runtime, index) => {
    const name = `"${runtime.replaceAll('"', '""')}"`;
    return `${START + index},${name},${1000 * (index + 1)},${name},128`;
  }),
  '',
].join('\n');

const figure = (name: string | RegExp) => open.page.getByRole('figure', { name });

const saved = async (
  name: HostCall['name'],
  at = 0,
): Promise<{ suggestedName: string; text: string; base64: string }> => {
  const calls = () => open.host.calls.filter((call) => call.name === name);
  await expect.poll(() => calls().length).toBeGreaterThan(at);
  return calls()[at].request as never;
};

/** What an XML reader, which is not ours, finds in an SVG. */
async function readSvg(svg: string) {
  return open.page.evaluate((source) => {
    const document = new DOMParser().parseFromString(source, 'image/svg+xml');
    const all = [...document.querySelectorAll('*')];
    const svg = document.documentElement;
    return {
      isXml: document.querySelector('parsererror') === null,
      width: svg.getAttribute('width'),
      names: [...new Set(all.map((element) => element.localName))].sort(),
      attributes: [...new Set(all.flatMap((element) => element.getAttributeNames()))].sort(),
      texts: [...document.querySelectorAll('text')].map((element) => element.textContent ?? ''),
      title: document.querySelector('title')?.textContent,
      description: document.querySelector('desc')?.textContent,
      curves: [...document.querySelectorAll('path[stroke]')].filter(
        (path) => (path.getAttribute('d')?.match(/L/g) ?? []).length > 2,
      ).length,
    };
  }, svg);
}

describe('a chart saved as SVG', () => {
  it('has vectors and text: title, axes, labels of ticks, legend and caption', async () => {
    open = await openPage({ csv: await syntheticCsv(5000), name: 'made-up.csv' });
    const chart = figure('Latency over time');
    await chart.getByRole('img').waitFor();
    await chooseFor(chart, 'Save as SVG');
    const { suggestedName, text } = await saved('saveText');
    expect(suggestedName).toBe('made-up Latency over time.svg');
    const svg = await readSvg(text);
    expect(svg).toMatchObject({ isXml: true, width: '178mm', title: 'Latency over time' });
    // Both percentiles, each over a halo.
    expect(svg.curves).toBe(4);
    expect(svg.description).toMatch(/^Highest p99 /);
    expect(svg.names).toEqual(['clipPath', 'desc', 'g', 'path', 'svg', 'text', 'title']);
    expect(svg.attributes.filter((name) => /^on|href|style/.test(name))).toEqual([]);
    expect(svg.texts).toEqual(expect.arrayContaining(['Latency over time', 'p50', 'p99', 'latency', 'made-up.csv']));
    expect(svg.texts).toContain('time (UTC)');
    expect(svg.texts.filter((one) => /^\d+ m?s$/.test(one)).length).toBeGreaterThan(2);
    expect(svg.texts.filter((one) => /^\d\d:\d\d$/.test(one)).length).toBeGreaterThan(2);
  });

  it('has the width of one column if that is chosen, and keeps the choice', async () => {
    open = await openPage({ csv: await syntheticCsv(5000), name: 'made-up.csv' });
    const chart = figure('Latency over time');
    await chart.getByRole('img').waitFor();
    await chart.hover();
    await chart.getByRole('button', { name: /menu$/ }).click();
    await open.page.getByRole('menuitemradio', { name: 'One column, 85 mm' }).click();
    await open.page.getByRole('menuitem', { name: 'Save as SVG' }).click();
    expect((await readSvg((await saved('saveText')).text)).width).toBe('85mm');
    await expect.poll(() => (open.savedState() as { printWidth: string }).printWidth).toBe('single');
  });

  it('has names from the file as text, whatever they hold', async () => {
    open = await openPage({ csv: HOSTILE_CSV, name: 'a"><script>.csv' });
    const chart = figure('Latency CDF by runtime');
    await chart.getByRole('img').waitFor();
    await chooseFor(chart, 'Save as SVG');
    const { text } = await saved('saveText');
    const svg = await readSvg(text);
    expect(svg.isXml).toBe(true);
    expect(svg.names).not.toContain('script');
    expect(svg.texts).toEqual(expect.arrayContaining([HOSTILE[0], HOSTILE[3], 'a & "b" \ufffdc', 'a"><script>.csv']));
  });
});

describe('a chart saved as CSV', () => {
  it('has the numbers of its table, with all digits', async () => {
    open = await openPage({ csv: HOSTILE_CSV, name: 'trace.csv' });
    const chart = figure('Latency CDF by runtime');
    await chart.getByRole('img').waitFor();
    await chooseFor(chart, 'Save as CSV');
    const [head, ...lines] = (await saved('saveText')).text.trimEnd().split('\r\n');
    expect(head).toBe('curve,"latency (logarithmic), s",share of cold starts');
    expect(lines).toHaveLength(2 * HOSTILE.length);
    expect(lines).toContain(`${HOSTILE[0]},1,1`);
    // A spreadsheet must not run it.
    expect(lines.filter((line) => line.startsWith(`"'=HYPERLINK`))).toHaveLength(2);
    await chooseFor(chart, 'View as table');
    const rows = open.page.getByRole('dialog').getByRole('row');
    await expect.poll(() => rows.count()).toBe(lines.length + 1);
    await expect.poll(() => rows.nth(2).textContent()).toBe(`${HOSTILE[0]}1 s100 %`);
  });
});

/** The size that a PNG says it has. */
const sizeOf = (bytes: Buffer) => ({ width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) });

/** The share of a PNG's pixels that are the chart's first hue, fully or thinned. */
function sharePainted(base64: string): Promise<number> {
  return open.page.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    let blue = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at + 2] - data[at] > 40) blue++;
    return blue / (data.length / 4);
  }, base64);
}

describe('a picture of a chart', () => {
  it('is saved as PNG with 300 dots per inch of its printed width', async () => {
    open = await openPage({ csv: await syntheticCsv(5000), name: 'made-up.csv' });
    const chart = figure('Cold starts over time');
    await chart.getByRole('img').waitFor();
    await chooseFor(chart, 'Save as PNG');
    const { suggestedName, base64 } = await saved('saveFile');
    expect(suggestedName).toBe('made-up Cold starts over time.png');
    const bytes = Buffer.from(base64, 'base64');
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    const { width, height } = sizeOf(bytes);
    expect(width).toBe(Math.round((178 / 25.4) * 300));
    expect(height).toBeGreaterThan(width * 0.4);
    expect(height).toBeLessThan(width * 0.6);
    expect(await sharePainted(base64)).toBeGreaterThan(0.02);
    await open.page.getByRole('status').getByText('Saved as made-up Cold starts over time.png.').waitFor();
  });

  it('is copied', async () => {
    open = await openPage({ csv: await syntheticCsv(5000), name: 'made-up.csv' });
    const chart = figure('Cold starts over time');
    await chart.getByRole('img').waitFor();
    await chooseFor(chart, 'Copy image');
    await open.page.getByRole('status').getByText('Image copied.').waitFor();
    const types = await open.page.evaluate(async () =>
      (await navigator.clipboard.read()).flatMap(({ types }) => types),
    );
    expect(types).toEqual(['image/png']);
  });
});

describe('the menu and the full size of a chart', () => {
  it('are used with the keyboard alone, and give the focus back', async () => {
    open = await openPage({ csv: await syntheticCsv(5000), name: 'made-up.csv' });
    const { page } = open;
    const chart = figure('Latency CDF by runtime');
    await chart.getByRole('img').waitFor();
    const button = chart.getByRole('button', { name: 'Latency CDF by runtime: menu' });
    await button.focus();
    await page.keyboard.press('ArrowDown');
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await expect.poll(focused).toBe('Copy image');
    await page.keyboard.press('End');
    await expect.poll(focused).toBe('Full size');
    await page.keyboard.press('v');
    await expect.poll(focused).toBe('View as table');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('menu').count()).toBe(0);
    await expect.poll(() => button.getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('Enter');
    await page.keyboard.press('f');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Latency CDF by runtime' });
    await expect.poll(async () => (await dialog.locator('canvas').boundingBox())?.height ?? 0).toBeGreaterThan(600);
    await page.getByRole('slider', { name: /^Latency CDF by runtime/ }).focus();
    await page.keyboard.press('End');
    await open.picture('chart-full');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
    await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
    await chart.getByRole('img').waitFor();
  });

  it('describe the chart on demand', async () => {
    open = await openPage({ csv: await syntheticCsv(5000), name: 'made-up.csv' });
    const chart = figure('Latency over time');
    await chart.getByRole('img').waitFor();
    const description = chart.getByText(/^Highest p99/);
    expect(await description.isVisible()).toBe(false);
    await chart.hover();
    await chart.getByRole('button', { name: 'About Latency over time' }).click();
    await description.waitFor();
    await open.page.keyboard.press('Escape');
    await expect.poll(() => description.isVisible()).toBe(false);
  });

  it.each(LOOKS)('are accessible in the %s theme at %d px', async (theme, width) => {
    open = await openPage({ csv: await syntheticCsv(5000), name: 'made-up.csv', theme, width });
    const { page } = open;
    const chart = figure('Cold starts over time');
    await chart.getByRole('img').waitFor();
    await chart.hover();
    await chart.getByRole('button', { name: /menu$/ }).click();
    await page.getByRole('menu').waitFor();
    await open.picture(`chart-menu-${theme}-${width}`);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await chooseFor(chart, 'View as table');
    await page.getByRole('dialog').getByRole('table').waitFor();
    await open.picture(`chart-table-${theme}-${width}`);
    await expectNothingOverlaps(page);
    await expectAccessible(page);
  });
});
