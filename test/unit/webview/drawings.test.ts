import { describe, expect, it, vi } from 'vitest';
import { cdfDrawing } from '../../../webview/drawing/cdfDrawing';
import { type LatencyRange, rangesDrawing } from '../../../webview/drawing/rangesDrawing';
import type { Drawing } from '../../../webview/drawing/shapes';
import { latenciesOfCurve } from '../../../webview/simulate/ranges';

// The theme, which also lists markers and dashes, asks the browser for its colours.
vi.hoisted(() => vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {} })));

const range = (label: string, look: number | null, p50: number, p90: number, p99: number): LatencyRange => ({
  label,
  look,
  p50,
  p90,
  p99,
  p50Whisker: null,
  p99Whisker: look === null ? null : { low: p99 * 0.8, high: p99 * 1.2 },
});

const texts = ({ shapes }: Drawing) => shapes.flatMap((shape) => (shape.kind === 'text' ? [shape] : []));
const paths = ({ shapes }: Drawing) => shapes.flatMap((shape) => (shape.kind === 'path' ? [shape] : []));

describe('the picture of p50 to p99', () => {
  const drawing = rangesDrawing([range('FaaSNet', 0, 1, 4, 10), range('Recorded', null, 2, 50, 100)], 600);

  it('places latencies on a logarithmic axis between its ticks', () => {
    const ticks = texts(drawing).filter(({ anchor }) => anchor === 'middle');
    const at = (text: string) => ticks.find((tick) => tick.text === text)!.x;
    expect(at('10 s') - at('1 s')).toBeCloseTo(at('100 s') - at('10 s'), 0);
    const [bar] = paths(drawing).filter(({ fill, opacity }) => fill === 0 && opacity);
    const [from, to] = bar.d
      .match(/^M([\d.]+) [\d.]+H([\d.]+)/)!
      .slice(1)
      .map(Number);
    expect(from).toBeCloseTo(at('1 s'), 0);
    expect(to).toBeCloseTo(at('10 s'), 0);
  });

  it('has a whisker for each interval, and lines through all rows at what was recorded', () => {
    expect(paths(drawing).filter(({ d }) => d.split('M').length === 4)).toHaveLength(1);
    expect(paths(drawing).filter(({ dash }) => dash?.join() === '1,3')).toHaveLength(2);
  });

  it('names every row, and gives its p99', () => {
    expect(texts(drawing).map(({ text }) => text)).toEqual(
      expect.arrayContaining(['FaaSNet', 'Recorded', '10 s', '100 s']),
    );
  });

  it('stays inside a narrow page, and shows latencies of 0', () => {
    const narrow = rangesDrawing([range('A system with quite a long name', 1, 0, 0, 3)], 300);
    const ends = paths(narrow).flatMap(({ d }) => [...d.matchAll(/[MH](-?[\d.]+)/g)].map(([, x]) => Number(x)));
    expect(ends.length).toBeGreaterThan(5);
    expect(Math.max(...ends)).toBeLessThanOrEqual(300);
    expect(Math.min(...ends)).toBeGreaterThanOrEqual(0);
    expect(JSON.stringify(narrow)).not.toMatch(/NaN|null/);
  });
});

describe('the picture of distributions', () => {
  const curve = { name: 'a', count: 4, x: Float64Array.of(1, 2, 4, 8), y: Float64Array.of(0.25, 0.5, 0.75, 1) };

  it('rises in steps from 0 to 100 %', () => {
    const drawing = cdfDrawing([{ curve: { ...curve, decimated: false }, label: 'a', look: 0, dash: [] }], 400, 200);
    const line = paths(drawing).find(({ stroke, d }) => stroke === 0 && d.includes('V'))!;
    expect(line.d.match(/V/g)).toHaveLength(4);
    const ys = line.d.match(/V([\d.]+)/g)!.map((step) => Number(step.slice(1)));
    expect(ys).toEqual([...ys].sort((a, b) => b - a));
    const labels = texts(drawing).map(({ text }) => text);
    expect(labels).toEqual(expect.arrayContaining(['0 %', '50 %', '100 %', 'a']));
  });

  it('gives the latencies at which it reaches half, and more', () => {
    expect(latenciesOfCurve({ ...curve, decimated: false })).toEqual({ p50: 2, p90: 8, p99: 8 });
    expect(latenciesOfCurve({ ...curve, x: new Float64Array(), y: new Float64Array(), decimated: false })).toBeNull();
  });
});
