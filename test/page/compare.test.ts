import { afterEach, describe, expect, it } from 'vitest';
import type { RunRequest } from '../../src/protocol/queries';
import { duration, signedSeconds, timesText } from '../../src/text';
import { naiveQuantile } from '../unit/comparison/sides';
import { chooseFor } from './chartMenu';
import { type OpenOptions, type OpenPage, openPage } from './harness';
import { expectAccessible, expectNothingOverlaps } from './rules';
import { LOOKS } from './themes';
import { HEADER, START, syntheticCsv } from './traces';

let open: OpenPage;
afterEach(() => open.close());

interface Row {
  readonly time: number;
  readonly name: string;
  readonly seconds: number;
  readonly runtime: string;
}

/** Rows as a test reads them off the text. */
function rowsOf(csv: string): Row[] {
  const [header, ...lines] = csv.trimEnd().split('\n');
  const names = header.split(',');
  const at = (name: string) => names.indexOf(name);
  return lines.map((line) => {
    const cells = line.split(',');
    return {
      time: Number(cells[at('__time__')]),
      name: cells[at('functionName')],
      seconds: Number(cells[at('latency')]) / 1000,
      runtime: cells[at('runtime')],
    };
  });
}

const quantileOf = (rows: readonly Row[], share: number) =>
  naiveQuantile(
    rows.map(({ seconds }) => seconds),
    share,
  );

const ofFunction = (rows: readonly Row[], name: string) => rows.filter((row) => row.name === name);

async function openCompare(options: OpenOptions): Promise<void> {
  open = await openPage({ name: 'monday.csv', ...options });
  await open.page.getByRole('tab', { name: 'Compare' }).click();
}

const side = (letter: 'A' | 'B') => open.page.getByRole('group', { name: `Side ${letter}` });
const chooseSide = (letter: 'A' | 'B', label: string | RegExp) =>
  side(letter)
    .locator('select')
    .evaluate(
      (select: HTMLSelectElement, wanted) => {
        const option = [...select.options].find(({ text }) => new RegExp(wanted).test(text))!;
        select.value = option.value;
        select.dispatchEvent(new Event('change', { bubbles: true }));
      },
      String(label instanceof RegExp ? label.source : `^${label}$`),
    );
const filterOf = (letter: 'A' | 'B') => side(letter).getByLabel(`Filter of side ${letter}`);

const fact = (term: string) =>
  open.page.getByLabel('The comparison in numbers').locator('div', { has: open.page.getByText(term, { exact: true }) });

const figure = (name: string) => open.page.getByRole('figure', { name });

/** Cells of a table, row by row. */
const cellsOf = async (name: string): Promise<string[][]> => {
  const region = open.page.getByRole('region', { name, exact: true });
  await region.waitFor();
  return region
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
};

/** Compares every number on the page with those of the rows. */
async function expectNumbers(a: readonly Row[], b: readonly Row[], least = 20): Promise<void> {
  const numbers = new Intl.NumberFormat('en-US');
  await expect
    .poll(() => fact('Cold starts').textContent())
    .toBe(`Cold startsB ${numbers.format(b.length)}A ${numbers.format(a.length)}`);
  const functions = [a, b].map((rows) => new Set(rows.map(({ name }) => name)));
  expect(await fact('Functions').textContent()).toContain(`B ${functions[1].size}A ${functions[0].size}`);
  for (const [term, share] of [
    ['Median', 0.5],
    ['p90', 0.9],
    ['p99', 0.99],
  ] as const) {
    const text = await fact(term).textContent();
    expect(text).toContain(`A ${duration(quantileOf(a, share))}, B ${duration(quantileOf(b, share))}`);
  }
  await expectPercentiles(a, b);
  await expectFunctions(a, b, least);
  for (const [letter, own, other] of [
    ['A', a, functions[1]],
    ['B', b, functions[0]],
  ] as const) {
    const only = [...new Set(own.map(({ name }) => name))].filter((name) => !other.has(name));
    const rows = only.length === 0 ? [] : await cellsOf(`Functions only in ${letter}`);
    expect(new Set(rows.map(([name]) => name))).toEqual(new Set(only));
    for (const [name, starts, p50] of rows) {
      const group = ofFunction(own, name);
      expect([starts, p50]).toEqual([numbers.format(group.length), duration(quantileOf(group, 0.5))]);
    }
  }
}

async function expectPercentiles(a: readonly Row[], b: readonly Row[]): Promise<void> {
  await chooseFor(figure('Percentiles of B against A'), 'View as table');
  const rows = await cellsOf('Percentiles of B against A, as a table');
  expect(rows.map(([name]) => name)).toEqual([
    'p10',
    'p20',
    'p30',
    'p40',
    'p50',
    'p60',
    'p70',
    'p80',
    'p90',
    'p95',
    'p99',
  ]);
  for (const [name, ofA, ofB, difference, , , ratio] of rows) {
    const share = Number(name.slice(1)) / 100;
    const [inA, inB] = [quantileOf(a, share), quantileOf(b, share)];
    expect([name, ofA, ofB]).toEqual([name, duration(inA), duration(inB)]);
    expect([difference, ratio]).toEqual([signedSeconds(inB - inA), timesText(inB / inA)]);
  }
  await open.page.keyboard.press('Escape');
}

async function expectFunctions(a: readonly Row[], b: readonly Row[], least: number): Promise<void> {
  const names = [...new Set(a.map(({ name }) => name))].filter(
    (name) => ofFunction(a, name).length >= least && ofFunction(b, name).length >= least,
  );
  const rows = names.length === 0 ? [] : await cellsOf('Functions by change');
  expect(new Set(rows.map(([name]) => name))).toEqual(new Set(names));
  for (const [name, startsA, startsB, p50A, p50B, , , ratio] of rows) {
    const [inA, inB] = [ofFunction(a, name), ofFunction(b, name)];
    expect([startsA, startsB].map((text) => Number(text.replaceAll(',', '')))).toEqual([inA.length, inB.length]);
    const [medianA, medianB] = [quantileOf(inA, 0.5), quantileOf(inB, 0.5)];
    expect([p50A, p50B, ratio]).toEqual([duration(medianA), duration(medianB), timesText(medianB / medianA)]);
  }
}

describe('comparing two parts of a trace', () => {
  it('begins with the halves of its time, and has every number right', async () => {
    const csv = await syntheticCsv(4000, 30);
    const rows = rowsOf(csv);
    await openCompare({ csv });
    const [before, after] = [await filterOf('A').inputValue(), await filterOf('B').inputValue()];
    expect(before).toMatch(/^time<\d\d:00$/);
    expect(after).toBe(before.replace('<', '>='));
    const hour = Number(before.slice(5, 7)) * 3600;
    const day = Math.floor(START / 86_400) * 86_400;
    const middle = day + hour < START ? day + hour + 86_400 : day + hour;
    await expectNumbers(
      rows.filter(({ time }) => time < middle),
      rows.filter(({ time }) => time >= middle),
    );
  });

  it('takes two filters as they are typed, swaps them, and follows the filter again', async () => {
    const csv = await syntheticCsv(4000, 30);
    const rows = rowsOf(csv);
    await openCompare({ csv });
    await filterOf('A').fill('runtime:nodejs');
    await filterOf('B').fill('runtime:python latency>10s');
    const nodejs = rows.filter(({ runtime }) => runtime === 'nodejs');
    const python = rows.filter(({ runtime, seconds }) => runtime === 'python' && seconds > 10);
    await expectNumbers(nodejs, python);
    await open.page.getByRole('button', { name: 'Swap A and B' }).click();
    await expectNumbers(python, nodejs);
    const follow = open.page.getByRole('button', { name: 'Follow the filter of Explore' });
    await follow.click();
    await expect.poll(() => filterOf('A').inputValue()).toMatch(/^time</);
    expect(await follow.isDisabled()).toBe(true);
  });

  it('sets the filter of the page against all else, and opens a function there', async () => {
    const csv = await syntheticCsv(4000, 30);
    const rows = rowsOf(csv);
    await openCompare({ csv, state: { where: 'time<23:00' } });
    const day = Math.floor(START / 86_400) * 86_400;
    const early = (row: Row) => row.time < day + 23 * 3600;
    await side('A').getByText('all but time<23:00').waitFor();
    const [a, b] = [rows.filter((row) => !early(row)), rows.filter(early)];
    await expectNumbers(a, b);
    const [[name]] = await cellsOf('Functions by change');
    await figure('Functions by change').getByRole('button', { name, exact: true }).click();
    await expect.poll(() => open.page.getByRole('tab', { name: 'Explore' }).getAttribute('aria-selected')).toBe('true');
    await expect.poll(() => (open.savedState() as { where: string }).where).toBe(`time<23:00 fn:${name}`);
    // What was compared stays.
    await open.page.getByRole('tab', { name: 'Compare' }).click();
    await expect.poll(() => filterOf('B').inputValue()).toBe('time<23:00');
    await expectNumbers(a, b);
  });

  it('takes a view that has a name', async () => {
    const csv = await syntheticCsv(2000, 20);
    const views = [{ name: 'Slow python', where: 'runtime:python latency>20s', zoom: null }];
    await openCompare({ csv, around: { views: () => ({ views }) } });
    await expect.poll(() => side('B').locator('select').textContent()).toContain('Slow python');
    await chooseSide('B', 'View Slow python');
    await expect.poll(() => filterOf('B').inputValue()).toBe('runtime:python latency>20s');
    const slow = rowsOf(csv).filter(({ runtime, seconds }) => runtime === 'python' && seconds > 20);
    await expect.poll(() => fact('Cold starts').textContent()).toContain(`B ${slow.length}A`);
  });

  it('marks a wrong word, and says when a side is empty', async () => {
    await openCompare({ csv: await syntheticCsv(500, 5) });
    await filterOf('B').fill('colour:red');
    await side('B')
      .getByText(/There is no field “colour”/)
      .waitFor();
    expect(await filterOf('B').getAttribute('aria-invalid')).toBe('true');
    await filterOf('B').fill('fn:nobody');
    await open.page.getByText('Side B has no cold starts').waitFor();
    await expectAccessible(open.page);
    await chooseSide('A', 'Own filter');
    await filterOf('A').fill('fn:nobody');
    await open.page.getByText('Neither side has a cold start').waitFor();
  });
});

describe('comparing with another trace', () => {
  const tuesday = [
    HEADER,
    ...Array.from({ length: 300 }, (_, at) => `${START + at},f${at % 4},${1500 + 40 * (at % 25)},go,128`),
    '',
  ].join('\n');
  const monday = [
    HEADER,
    ...Array.from({ length: 400 }, (_, at) => `${START + at},f${at % 5},${1000 + 30 * (at % 31)},go,128`),
    '',
  ].join('\n');

  it('asks for the file, and has every number right', async () => {
    await openCompare({ csv: monday, others: [{ name: 'tuesday.csv', csv: tuesday }] });
    await chooseSide('A', 'Own filter');
    await filterOf('A').fill('');
    await chooseSide('B', /^Another trace/);
    await expect
      .poll(() =>
        side('B')
          .locator('select')
          .evaluate((select: HTMLSelectElement) => select.selectedOptions[0].text),
      )
      .toBe('tuesday.csv');
    await expectNumbers(rowsOf(monday), rowsOf(tuesday));
    await open.page.getByText(/^Median of B: \d+ ms \(.+ ms\) longer, 1\.\d+ ×/).waitFor();
    // A filter of the other trace, whose columns only its own worker knows.
    await filterOf('B').fill('fn:f1,f2');
    await filterOf('B').press('Enter');
    const part = rowsOf(tuesday).filter(({ name }) => name === 'f1' || name === 'f2');
    await expectNumbers(rowsOf(monday), part);
    await filterOf('B').fill('colour:red');
    await filterOf('B').press('Enter');
    await open.page
      .getByRole('alert')
      .getByText(/colour/)
      .waitFor();
    await expectAccessible(open.page);
  });

  it('stays as it was if no file is chosen, and says if it cannot be read', async () => {
    let fails = true;
    await openCompare({
      csv: monday,
      others: [{ name: 'broken.csv', csv: 'a,b\n1,2\n' }],
      around: {
        compare: (request, signal, answer) => {
          if (request.b.kind !== 'file' || !fails) return answer(request, signal);
          throw new Error('broken.csv: there is no column of times.');
        },
      },
    });
    await chooseSide('B', /^Another trace/);
    const alert = open.page.getByRole('alert');
    await alert.getByText('Comparing with broken.csv failed.').waitFor();
    await expectNothingOverlaps(open.page);
    fails = false;
    await alert.getByRole('button', { name: 'Try again' }).click();
    await alert.getByText(/header lacks the columns/).waitFor();
    await chooseSide('A', /^Another trace/);
    await expect.poll(() => open.host.calls.filter(({ name }) => name === 'chooseCompared').length).toBe(2);
    await expect.poll(() => filterOf('A').inputValue()).toMatch(/^time/);
  });
});

describe('comparing a run', () => {
  it('sets what was simulated against what was recorded of the same cold starts', async () => {
    const csv = await syntheticCsv(800, 6);
    const request: RunRequest = {
      workload: { kind: 'trace', from: null, to: null, functionId: null, where: 'runtime:python' },
      system: 'faasnet',
      parameters: {},
      seed: 1,
      seeds: 1,
    };
    await openCompare({ csv, state: { requests: [request] } });
    await expect.poll(() => side('B').getByText('FaaSNet, run 1').count()).toBeGreaterThan(0);
    await chooseSide('B', 'FaaSNet, run 1');
    const recorded = rowsOf(csv).filter(({ runtime }) => runtime === 'python');
    await expect
      .poll(() => fact('Cold starts').textContent())
      .toBe(`Cold startsB ${recorded.length}A ${recorded.length}`);
    const text = await fact('Median').textContent();
    expect(text).toContain(`A ${duration(quantileOf(recorded, 0.5))}`);
    await side('A').locator('.side-text').getByText('Recorded, of run 1').waitFor();
    await open.page.getByRole('region', { name: 'Stages of A and B' }).waitFor();
    await expectAccessible(open.page);
  });
});

describe('the charts of a comparison', () => {
  it('are read with the keyboard, and saved with what was compared', async () => {
    const csv = await syntheticCsv(2000, 20);
    const rows = rowsOf(csv);
    await openCompare({ csv, state: { where: 'runtime:python' } });
    const chart = figure('Percentiles of B against A');
    const cursor = chart.getByRole('slider');
    await cursor.focus();
    await open.page.keyboard.press('End');
    const python = rows.filter(({ runtime }) => runtime === 'python');
    await expect.poll(() => cursor.getAttribute('aria-valuetext')).toContain(`B ${duration(quantileOf(python, 0.99))}`);
    await open.page.keyboard.press('ArrowUp');
    await expect.poll(() => cursor.getAttribute('aria-valuetext')).toMatch(/^p95: A .+, B .+, .+ \(.+\)/);
    await chart.getByRole('radio', { name: 'B / A' }).check();
    await chooseFor(chart, 'Save as SVG');
    const saved = (name: string) => open.host.calls.findLast((call) => call.name === name)?.request as { text: string };
    await expect.poll(() => saved('saveText')?.text).toContain('<svg');
    const texts = await open.page.evaluate((svg) => {
      const document = new DOMParser().parseFromString(svg, 'image/svg+xml');
      return [...document.querySelectorAll('text')].map((one) => one.textContent ?? '');
    }, saved('saveText').text);
    expect(texts).toEqual(expect.arrayContaining(['Percentiles of B against A', 'p10', 'p99', '1 ×']));
    expect(texts.join(' ')).toContain('monday.csv · A: all but runtime:python · B: runtime:python');
    await chooseFor(figure('Functions by change'), 'Save as CSV');
    await expect.poll(() => saved('saveText').text).toMatch(/^"?function/);
  });

  it.each(LOOKS)('are accessible, and nothing overlaps (%s, %i px)', async (theme, width) => {
    const csv = await syntheticCsv(3000, 30);
    await openCompare({ csv, theme, width });
    await figure('Functions by change').getByRole('region').waitFor();
    await expectAccessible(open.page);
    await expectNothingOverlaps(open.page);
    await open.picture(`compare-${theme}-${width}`);
  });
});
