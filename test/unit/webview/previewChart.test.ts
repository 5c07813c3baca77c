import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeText } from '../../../src/text';
import { countAxis, timeAxis } from '../../../webview/charts/axes';
import type { ChartSpec } from '../../../webview/charts/config';
import { previewAxes } from '../../../webview/charts/PreviewChart';

function counts(y: readonly number[], from = 0, step = 60): ChartSpec {
  const x = y.map((_, index) => from + index * step);
  return {
    series: [{ label: 'cold starts', x, y }],
    x: { kind: timeAxis(timeText(false)), title: 'time (UTC)', min: from, max: from + y.length * step },
    y: { kind: countAxis, title: 'cold starts' },
    step,
  };
}

const texts = (axis: { readonly ticks: readonly { readonly text: string }[] }) => axis.ticks.map(({ text }) => text);

describe('the axes of a preview chart', () => {
  it('include every point and every tick', () => {
    const y = fc.array(fc.nat(1e9), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(y, fc.integer({ min: 0, max: 2e9 }), fc.integer({ min: 1, max: 86_400 }), (y, from, step) => {
        const spec = counts(y, from, step);
        const axes = previewAxes(spec);
        const places = [
          ...Array.from(spec.series[0].x, axes.x.place),
          ...y.map(axes.y.place),
          ...axes.x.ticks.map(({ at }) => at),
          ...axes.y.ticks.map(({ at }) => at),
        ];
        for (const place of places) {
          expect(place).toBeGreaterThanOrEqual(-1e-9);
          expect(place).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
    );
  });

  it('have round steps from 0 to beyond the highest point', () => {
    const { y } = previewAxes(counts([3, 17, 4]));
    expect(texts(y)).toEqual(['0', '5', '10', '15', '20']);
    expect(y.place(20)).toBe(1);
  });

  it('exist for a trace of one second, and for one without cold starts', () => {
    expect(texts(previewAxes(counts([1], 100, 1)).y)).toEqual(['0', '1']);
    expect(texts(previewAxes(counts([0, 0])).y)).toEqual(['0', '1']);
  });
});
