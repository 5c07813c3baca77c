import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compare, FIGURES, figureById } from '../../../src/reference';

const valueAt = (id: string, system: string, measure: string, x: number | null): number | undefined =>
  figureById(id)
    .published.find((series) => series.system === system && series.measure === measure)
    ?.points.find((point) => point.x === x)?.y;

describe('the published figures', () => {
  test('are found by number; the error for an unknown number lists them', () => {
    expect(FIGURES.map(({ id }) => id)).toEqual(['11', '12', '14a', '14b', '15', '16', '17', '20']);
    for (const figure of FIGURES) expect(figureById(figure.id)).toBe(figure);
    expect(() => figureById('13')).toThrow(
      'no figure "13" to reproduce. The figures are 11, 12, 14a, 14b, 15, 16, 17, 20.',
    );
  });

  // Ratios that the paper's text gives for its own figures.
  test.each([
    ['kraken', 16.3],
    ['baseline', 13.4],
    ['on-demand', 5.0],
    ['dadi-p2p', 2.8],
  ])('have %s %d times as slow as FaaSNet with 128 VMs', (system, ratio) => {
    const latency = (name: string) => valueAt('14a', name, 'mean provisioning latency', 128)!;
    expect(latency(system) / latency('faasnet')).toBeCloseTo(ratio, 1);
  });

  test('have shares of FaaSNet’s stages that add up to 100 %', () => {
    for (const containers of [8, 16, 32, 64, 128]) {
      const shares = figureById('14b').published.map(({ measure }) => valueAt('14b', 'faasnet', measure, containers)!);
      expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(100, 1);
    }
  });

  test('have nearly twice as many bytes leaving an interior VM as coming in', () => {
    const bytes = (direction: string) => valueAt('16', 'faasnet', `bytes ${direction}`, null)!;
    expect(bytes('out') / bytes('in')).toBeCloseTo(1.88, 2);
  });

  test('have 512 KB blocks saving 83.9 % of the bytes of image c', () => {
    expect(1 - valueAt('20', 'faasnet', 'bytes fetched of image c', 512)! / 728.2).toBeCloseTo(0.839, 3);
  });

  test('have ascending lines of started containers', () => {
    for (const id of ['15', '17']) {
      for (const { x, y } of figureById(id).lines) {
        expect(x).toHaveLength(y.length);
        expect([...x].sort((a, b) => a - b)).toEqual(x);
        expect([...y].sort((a, b) => a - b)).toEqual(y);
      }
    }
  });

  test('count every point that is not fitted once', () => {
    for (const { id, published, groups } of FIGURES) {
      for (const { system, measure } of published) {
        const counted = groups.filter(
          ({ systems, measures }) => systems.includes(system) && (measures?.includes(measure) ?? true),
        );
        expect(counted, `${id} ${system} ${measure}`).toHaveLength(1);
      }
    }
  });

  test('have a naive prediction of 14a that meets its fitted points and misses others', () => {
    const { published, naive } = figureById('14a');
    const errors = compare(figureById('14a'), published).map(({ fitted, naiveError }) => ({ fitted, naiveError }));
    expect(naive?.how).toContain('straight line');
    for (const { fitted, naiveError } of errors) {
      if (fitted) expect(naiveError).toBeCloseTo(0, 12);
      else expect(Math.abs(naiveError!)).toBeGreaterThan(0.001);
    }
  });

  test('have the peaks of their lines among the compared numbers', () => {
    for (const [id, measure] of [
      ['11', 'peak response, first burst'],
      ['12', 'peak response'],
    ]) {
      for (const system of ['faasnet', 'on-demand']) {
        const line = figureById(id).lines.find((one) => one.system === system)!;
        expect(Math.max(...line.y)).toBeCloseTo(valueAt(id, system, measure, null)!, 1);
      }
    }
  });

  test('group only systems and measures with numbers', () => {
    for (const { published, groups } of FIGURES) {
      for (const { systems, measures } of groups) {
        for (const system of systems) {
          const ofSystem = published.filter((series) => series.system === system).map(({ measure }) => measure);
          expect(ofSystem).not.toHaveLength(0);
          expect(ofSystem).toEqual(expect.arrayContaining([...(measures ?? [])]));
        }
      }
    }
  });
});

test('the simulator imports no published number', () => {
  const folder = new URL('../../../src/simulation/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(10);
  for (const name of files) {
    expect(readFileSync(new URL(name, folder), 'utf8'), name).not.toMatch(/(from|import)\s*\(?\s*['"][^'"]*reference/);
  }
});
