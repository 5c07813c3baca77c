import path from 'node:path';
import { LEAST_FOR_MEDIAN, parseSweep, type Sweep, shownValues, unitCount } from '../../sweep';
import { counted } from '../../text';
import { defineCommand } from '../command';
import { UsageError } from '../errors';
import { readText } from '../input';
import type { Terminal } from '../terminal';

export const sweepValidate = defineCommand({
  name: 'sweep validate',
  summary: 'Checks a sweep file, and says what it consists of.',
  usage: ['FILE.ftsweep.json [--json]'],
  notes: [],
  options: {},
  async run(given, terminal) {
    const sweep = await readSweep(oneFile(given, 'sweep validate', 'A sweep file'), terminal);
    if (given.flag('json')) {
      const { axes, replicas } = sweep;
      return terminal.printJson({ units: unitCount(sweep), replicas, axes });
    }
    await terminal.printLines(sweepLines(sweep));
  },
});

export function sweepLines(sweep: Sweep): string[] {
  const { axes, replicas } = sweep;
  const lines = axes.map(
    ({ name, values }) => `  ${name}: ${counted(values.length, 'value')} (${shownValues(values)})`,
  );
  const seeds = `  ${counted(replicas, 'seed')} each${replicas < LEAST_FOR_MEDIAN ? `: too few for intervals. ${SEEDS_NEEDED}` : ''}`;
  return [`${counted(unitCount(sweep), 'unit')}, all combinations of`, ...lines, seeds];
}

export const SEEDS_NEEDED = `Medians and tails need ${LEAST_FOR_MEDIAN} seeds.`;

export async function readSweep(file: string, terminal: Terminal): Promise<Sweep> {
  return parseSweep((await readText(file, terminal)).text, path.basename(file));
}

/** The only positional argument. Throws `UsageError`. */
export function oneFile(
  { positionals }: { readonly positionals: readonly string[] },
  command: string,
  what: string,
): string {
  const [file, more] = positionals;
  if (file === undefined) throw new UsageError(`${what} is missing.`, `See: faasnet ${command} --help`);
  if (more !== undefined) throw new UsageError(`"${more}" is one argument too many.`, `See: faasnet ${command} --help`);
  return file;
}
