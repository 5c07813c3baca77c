import path from 'node:path';
import { crossoverMap, mapSvg, measureNamed, parseSummary, variedAxes } from '../../sweep';
import { bytes, counted, fixed } from '../../text';
import { defineCommand, type OptionSpecs } from '../command';
import { UsageError } from '../errors';
import { readText } from '../input';
import { textTable } from '../layout';
import { writeOut } from '../outputOption';
import { oneFile, SEEDS_NEEDED } from './validate';

const OPTIONS = {
  x: { value: 'AXIS', help: 'axis from left to right (default: the first with several values)' },
  y: { value: 'AXIS', help: 'axis from bottom to top (default: the next)' },
  measure: { value: 'NAME', help: 'measure of which the least is best (default p99)' },
  at: { value: 'AXIS=VALUE', multiple: true, help: 'value of another axis; may be repeated' },
  out: { value: 'FILE.svg', help: 'picture to write (default: a table on standard output)' },
  force: { help: 'replace the picture if it exists' },
} as const satisfies OptionSpecs;

export const sweepMap = defineCommand({
  name: 'sweep map',
  summary: 'Draws which system wins where, by how much, and where nobody can say because the intervals overlap.',
  usage: ['SUMMARY.json [--x AXIS] [--y AXIS] [--measure NAME] [--at AXIS=VALUE]… [--out FILE.svg] [--json]'],
  notes: ['', 'SUMMARY.json is what sweep merge wrote.'],
  options: OPTIONS,
  async run(given, terminal) {
    const file = oneFile(given, 'sweep map', 'The summary of a sweep');
    const { points } = parseSummary((await readText(file, terminal)).text, path.basename(file));
    const [givenX, givenY] = [given.text('x'), given.text('y')];
    const others = variedAxes(points).filter((name) => name !== givenX && name !== givenY);
    const x = givenX ?? others.shift();
    const y = givenY ?? others.shift();
    if (x === undefined || y === undefined) {
      throw new UsageError('A map needs two axes of several values.', 'Name them: --x containers --y imageMB.');
    }
    const fixedValues = Object.fromEntries(given.texts('at').map(pair));
    const map = crossoverMap(points, { x, y, measure: measureNamed(given.text('measure') ?? 'p99') }, fixedValues);
    const out = given.text('out');
    if (out !== null) {
      const caption = `${path.basename(file)}, ${points[0].replicas} seeds, 95 % intervals`;
      const size = await writeOut(out, [mapSvg(map, caption)], given.flag('force'));
      return terminal.printLines([`${out}: ${bytes(size)}`]);
    }
    if (given.flag('json')) return terminal.printJson(map);
    const rows = map.ys.map((at, row) => [
      `${y} ${at}`,
      ...map.cells
        .slice(row * map.xs.length, (row + 1) * map.xs.length)
        .map(({ ranked: [best, next], factor, hasIntervals, isClear }) => {
          if (!best) return '';
          if (!hasIntervals && next) return `${best.system}${factor === null ? '' : ` ${fixed(factor, 2)}x`} ?`;
          if (!isClear) return `${best.system}${next ? ` or ${next.system}` : ''}`;
          return `${best.system}${factor === null ? '' : ` ${fixed(factor, 2)}x`}`;
        }),
    ]);
    await terminal.printLines([
      `The system with the least ${map.measure}, simulated, and how many times as much the next one has`,
      '',
      ...textTable([`${x}:`, ...map.xs.map(String)], rows),
      ...(map.cells.every(({ hasIntervals }) => hasIntervals)
        ? []
        : [
            '',
            `?: ${counted(points[0].replicas, 'seed')} ${points[0].replicas === 1 ? 'gives' : 'give'} no interval, so nobody can say how sure this is. ${SEEDS_NEEDED}`,
          ]),
    ]);
  },
});

function pair(text: string): [string, string] {
  const equals = text.indexOf('=');
  if (equals < 1) throw new UsageError(`--at takes AXIS=VALUE, not "${text}".`, 'Such as --at vms=1000.');
  return [text.slice(0, equals), text.slice(equals + 1)];
}
