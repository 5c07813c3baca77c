import { type FigureId, SENSITIVITY_SHARE, sensitivity, sensitivityMarkdown, sensitivityTable } from '../reference';
import { PARAMETERS } from '../simulation';
import { percent } from '../text';
import { withAllCores } from './allCores';
import { textTable } from './layout';
import type { Terminal } from './terminal';

/** Simulates the figures with each parameter changed in turn, and prints how far they move. */
export async function printSensitivity(
  figures: readonly FigureId[],
  seed: number,
  given: { flag(name: 'json' | 'markdown'): boolean },
  terminal: Terminal,
): Promise<void> {
  const measured = await withAllCores((simulator) =>
    sensitivity({
      seed,
      figures,
      checkpoint: (fraction) => terminal.progress(`changing each parameter: ${percent(fraction)}`),
      simulator,
    }),
  );
  terminal.clearProgress();
  const table = sensitivityTable(measured, PARAMETERS, figures);
  if (given.flag('json')) return terminal.printJson(measured);
  if (given.flag('markdown')) return terminal.printPieces([`${sensitivityMarkdown(table)}\n`]);
  await terminal.printLines([
    `How far the simulated numbers move, on average, when one parameter is ${percent(SENSITIVITY_SHARE, 0)} smaller or larger (a whole number by 1 at least), seed ${seed}`,
    '',
    ...textTable(table.titles, table.rows),
    '',
    `No reaction to: ${table.untested.join(', ')}.`,
  ]);
}
