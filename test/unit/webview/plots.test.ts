import { describe, expect, it } from 'vitest';
import { FIGURES, figureById } from '../../../src/reference';
import { SYSTEMS } from '../../../src/simulation';
import { plotsOf } from '../../../webview/figures/plots';
import { reproducedOnce } from '../reference/reproduced';

const labels = (id: string, simulated = figureById(id).lines) =>
  plotsOf(figureById(id), simulated, SYSTEMS).map(({ spec }) => spec.series.map(({ label }) => label));

describe('plots', () => {
  it.each(FIGURES.map(({ id }) => id))('of figure %s draw every published and simulated line', async (id) => {
    const figure = figureById(id);
    const { lines } = await reproducedOnce(id);
    const plots = plotsOf(figure, lines, SYSTEMS);
    for (const { spec } of plots) expect(new Set(spec.series.map(({ label }) => label)).size).toBe(spec.series.length);
    const series = plots.flatMap(({ spec }) => spec.series);
    expect(series).toHaveLength(figure.lines.length + lines.length);
    expect(series.filter(({ markers }) => markers)).toHaveLength(figure.lines.length);
  });

  it('are labelled by system, quantity or both, whichever differ', () => {
    expect(labels('17')).toEqual([['FaaSNet, published', 'FaaSNet, simulated']]);
    expect(labels('16', [])).toEqual([['traffic in, published', 'traffic out, published']]);
    expect(labels('12', [])[0]).toEqual(['FaaSNet, published', 'On-demand, published']);
  });

  it('give a system the same look in every figure', () => {
    const looks = ['11', '14a', '15'].flatMap((id) =>
      plotsOf(figureById(id), figureById(id).lines, SYSTEMS)[0].spec.series.map(({ label, look }) => ({
        system: label.split(',')[0],
        look,
      })),
    );
    const bySystem = Map.groupBy(looks, ({ system }) => system);
    for (const [, ones] of bySystem) expect(new Set(ones.map(({ look }) => look)).size).toBe(1);
    expect(new Set(looks.map(({ look }) => look)).size).toBe(bySystem.size);
  });

  it('have a logarithmic axis with a tick at each value if values double', () => {
    const [{ spec }] = plotsOf(figureById('14a'), [], SYSTEMS);
    expect(spec.x).toMatchObject({ min: 8, max: 128 });
    expect(spec.x.kind.scale).toBe('logarithmic');
    expect(spec.x.kind.ticks(8, 128, 10)).toEqual([8, 16, 32, 64, 128]);
  });
});
