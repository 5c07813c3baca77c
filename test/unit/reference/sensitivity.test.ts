import { describe, expect, it } from 'vitest';
import {
  FIGURES,
  type FigureId,
  SENSITIVITY,
  type Sensitivity,
  sensitivity,
  sensitivityMarkdown,
  sensitivityTable,
  testedBy,
} from '../../../src/reference';
import { PARAMETERS } from '../../../src/simulation';
import { depth } from '../../depth';

/** What of the measurement in the repository concerns some parameters and figures. */
function part(names: readonly string[], figures: readonly FigureId[]): Sensitivity {
  return Object.fromEntries(
    names.map((name) => [
      name,
      Object.fromEntries(Object.entries(SENSITIVITY[name]).filter(([id]) => figures.some((figure) => figure === id))),
    ]),
  );
}

const measured: Sensitivity = {
  startMBps: { '14a': { faasnet: 0.12, baseline: 0.004 }, '15': { faasnet: 0.1 } },
  'kraken.turnSeconds': { '14a': { kraken: 0.2 } },
  nicMBps: { '14a': { kraken: 0.01 } },
  idleSeconds: {},
};

describe('the sensitivity to parameters', () => {
  it('is measured again as the repository has it', async () => {
    const all = depth >= 10;
    const figures: FigureId[] = all ? FIGURES.map(({ id }) => id) : ['16', '20'];
    const names = all ? Object.keys(SENSITIVITY) : ['startReadMB', 'fanOut', 'hopSeconds', 'nicMBps'];
    const again = await sensitivity({ seed: 1, parameters: names, figures });
    expect(again).toEqual(part(names, figures));
  });

  it('covers each quantity that something else than a trace uses', () => {
    const traceOnly = PARAMETERS.filter(({ workloads }) => workloads?.every((kind) => kind === 'trace'));
    const choices = PARAMETERS.filter(({ integer, min, max }) => integer && max - min <= 1);
    const left = [...traceOnly, ...choices].map(({ name }) => name);
    expect(Object.keys(SENSITIVITY)).toEqual(PARAMETERS.map(({ name }) => name).filter((name) => !left.includes(name)));
  });

  it('changes a whole number by one at least, and reports rising progress', async () => {
    const shares: number[] = [];
    const checkpoint = (fraction: number) => void shares.push(fraction);
    const { fanOut } = await sensitivity({ seed: 1, parameters: ['fanOut'], figures: ['16', '20'], checkpoint });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[0]).toBe(0);
    expect(shares.at(-1)).toBeGreaterThan(0.5);
    expect(fanOut['16']?.faasnet).toBeGreaterThan(0.01);
  });

  it('is a table of the systems that move most, the strongest parameter first', () => {
    const { titles, rows, untested } = sensitivityTable(measured, PARAMETERS, ['14a', '15']);
    expect(titles).toEqual(['parameter', 'basis', '14a', '15']);
    expect(rows).toEqual([
      ['kraken.turnSeconds', 'fitted', '20 % kraken', ''],
      ['startMBps', 'fitted', '12 % faasnet', '10 % faasnet'],
      ['nicMBps', 'stated', '1 % kraken', ''],
    ]);
    expect(untested).toEqual(['idleSeconds']);
    const markdown = sensitivityMarkdown(sensitivityTable(measured, PARAMETERS, ['14a', '15']));
    expect(markdown).toContain('| `startMBps` | fitted | 12 % faasnet | 10 % faasnet |');
    expect(markdown).toContain('No reaction to: `idleSeconds`.');
  });

  it('tells what a figure tests of each system, and what not', () => {
    const tested = testedBy(measured, '14a', PARAMETERS);
    expect(tested.find(({ system }) => system === 'faasnet')).toEqual({
      system: 'faasnet',
      reactions: [{ system: 'faasnet', parameter: 'startMBps', change: 0.12 }],
      without: ['idleSeconds', 'nicMBps'],
    });
    expect(tested.find(({ system }) => system === 'kraken')?.reactions.map(({ parameter }) => parameter)).toEqual([
      'kraken.turnSeconds',
      'nicMBps',
    ]);
  });
});
