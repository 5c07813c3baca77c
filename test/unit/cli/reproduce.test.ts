import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CITATION, FIGURES, FITTED_TO, figureById, reproduceFigure, toSummaryMarkdown } from '../../../src/reference';
import { depth } from '../../depth';
import { bundleCli, cli, spawned, temporaryFolder } from './runCli';

const QUICK = ['--figure', '20', '--figure', '16'];

describe('reproduce', () => {
  it('prints every published number with the simulated one', async () => {
    const { code, stdout, stderr } = await cli(['reproduce', ...QUICK, '--seed', '3', '--json']);
    expect(code).toBe(0);
    const [blocks, traffic] = await Promise.all(['20', '16'].map((id) => reproduceFigure(id, { seed: 3 })));
    expect(JSON.parse(stdout)).toEqual([...blocks.rows, ...traffic.rows]);
    expect(Object.keys(JSON.parse(stdout)[0]).sort()).toEqual(
      ['error', 'figure', 'fitted', 'measure', 'naiveError', 'published', 'simulated', 'system', 'unit', 'x'].sort(),
    );
    expect(stderr).toContain('figure 20: simulated in');
  });

  it('reports the errors, the goals, the notes and the paper', async () => {
    const { code, stdout } = await cli(['reproduce', '--figure', '14a']);
    expect(code).toBe(0);
    const { title, notes } = figureById('14a');
    expect(stdout).toContain(`Figure 14a: ${title}`);
    expect(stdout).toMatch(/published +simulated +error\n/);
    expect(stdout).toMatch(/\nfaasnet +3 of 5 .*≤ 6.0 % and below naive +(yes|no)\n/);
    for (const note of notes) expect(stdout).toContain(`  - ${note}`);
    expect(stdout).toContain(FITTED_TO);
    expect(stdout).toContain(CITATION);
  });

  it('says that a figure counts for nothing if all its points were fitted', async () => {
    const { stdout } = await cli(['reproduce', '--figure', '14b', '--seeds', '1']);
    expect(stdout).toContain('All points were fitted, so none counts.');
    expect(stdout).not.toContain('mean error');
  });

  it('prints one Markdown table of all figures', async () => {
    const { code, stdout } = await cli(['reproduce', ...QUICK, '--markdown']);
    expect(code).toBe(0);
    const reproductions = await Promise.all(['20', '16'].map((id) => reproduceFigure(id, { seed: 1 })));
    expect(stdout).toBe(toSummaryMarkdown(reproductions));
    expect(stdout.split('\n')[0]).toBe(
      '| Figure | System | What | Points | Mean error | Over seeds | Naive | Worst point | Goal | Met |',
    );
  });

  it('prints how far a figure moves with each parameter', async () => {
    const { code, stdout } = await cli(['reproduce', '--sensitivity', '--figure', '20']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\nreadLocality +fitted +26.4 % faasnet\n/);
    expect(stdout).toMatch(/No reaction to: .*nicMBps/);
    const { stdout: json } = await cli(['reproduce', '--sensitivity', '--figure', '20', '--json']);
    expect(JSON.parse(json).readLocality).toEqual({ '20': { faasnet: 0.264 } });
  });

  it('lists the figures', async () => {
    const { stdout } = await cli(['reproduce', '--help']);
    for (const { id, title } of FIGURES) expect(stdout).toMatch(new RegExp(`^ +${id} +${title}$`, 'm'));
  });

  it.each([
    [['--figure', '99'], 'no figure "99"'],
    [['--seed=-1'], "--seed can't be -1"],
    [['--seed', '1.5'], "--seed can't be 1.5"],
    [['--seeds', '0'], "--seeds can't be 0"],
    [['14a'], '"14a" is one argument too many'],
    [['--markdown', '--json'], "can't be combined"],
  ])('refuses %j', async (args, words) => {
    const { code, stdout, stderr } = await cli(['reproduce', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  it('prints the table that docs/fidelity.md carries', async () => {
    // Forty simulations take a fraction of the time without the test runner's module wrappers.
    const bundle = await bundleCli(temporaryFolder());
    // Below depth 1 without the figures of requests, 11 and 12, which take most of the time.
    const ids = FIGURES.map(({ id }) => id).filter((id) => depth >= 1 || !['11', '12'].includes(id));
    const figures = ids.flatMap((id) => ['--figure', id]);
    const { stdout } = await spawned(process.execPath, [bundle, 'reproduce', '--markdown', ...figures]);
    const [head, rule, ...rows] = stdout.split('\n').filter((line) => line.startsWith('|'));
    expect(rows.length).toBeGreaterThan(10);
    const document = readFileSync(path.resolve(import.meta.dirname, '../../../docs/fidelity.md'), 'utf8');
    expect(document).toContain(`${head}\n${rule}\n`);
    expect(document).toContain(rows.join('\n'));
  });
});
