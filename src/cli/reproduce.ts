import {
  CITATION,
  ERROR_TITLES,
  type ErrorSummary,
  errorCells,
  FIGURES,
  FITTED_TO,
  FigureError,
  type FigureId,
  figureById,
  notesOf,
  pointCells,
  REPRODUCTION_SEEDS,
  type Reproduction,
  reproduceFigure,
  toSummaryMarkdown,
} from '../reference';
import type { Simulator } from '../simulation';
import { fixed, labelWithUnit, percent } from '../text';
import { withAllCores } from './allCores';
import { type Arguments, defineCommand, type OptionSpecs, refusePositionals } from './command';
import { UsageError } from './errors';
import { textTable } from './layout';
import { SEED_OPTION, seedOf, seedsOf, seedsOption } from './seedOption';
import { printSensitivity } from './sensitivity';
import type { Terminal } from './terminal';

const OPTIONS = {
  figure: { value: 'ID', multiple: true, help: 'figure to simulate; may be repeated (default: all)' },
  ...SEED_OPTION,
  ...seedsOption('results are means over them', REPRODUCTION_SEEDS),
  markdown: { help: 'print one Markdown table of the errors of all figures' },
  sensitivity: { help: 'change each parameter in turn and print how far each figure moves (takes minutes)' },
} as const satisfies OptionSpecs;

export const reproduce = defineCommand({
  name: 'reproduce',
  summary: "Simulates the figures of the ATC'21 paper and compares the results with the published numbers.",
  usage: ['[--figure ID]… [--seed S] [--seeds K] [--markdown]', '--sensitivity [--figure ID]… [--seed S] [--markdown]'],
  notes: [
    '',
    'Each figure is simulated with the default parameters and its own set-up. The same seed gives the same result.',
    'With --json: an array of rows with figure, system, measure, unit, x, published, simulated, error, fitted, naiveError.',
    '',
    ...FIGURES.map(({ id, title }) => `  ${id.padEnd(4)} ${title}`),
  ],
  options: OPTIONS,
  async run(given, terminal) {
    refusePositionals(given, reproduce);
    if (given.flag('markdown') && given.flag('json')) {
      throw new UsageError("--markdown and --json can't be combined.", 'Give one of them.');
    }
    const ids = figuresOf(given);
    const seed = seedOf(given);
    if (given.flag('sensitivity')) return printSensitivity(ids, seed, given, terminal);
    const seeds = seedsOf(given, REPRODUCTION_SEEDS);
    const reproductions = await withAllCores(async (simulator) => {
      const all: Reproduction[] = [];
      for (const id of ids) all.push(await reproduced(id, seed, seeds, terminal, simulator));
      return all;
    });
    if (given.flag('json')) await terminal.printJson(reproductions.flatMap(({ rows }) => rows));
    else if (given.flag('markdown')) await terminal.printPieces([toSummaryMarkdown(reproductions)]);
    else await terminal.printLines(asText(reproductions, seed, seeds));
  },
});

function figuresOf(given: Arguments<typeof OPTIONS>): FigureId[] {
  const asked = given.texts('figure');
  if (asked.length === 0) return FIGURES.map(({ id }) => id);
  try {
    return [...new Set(asked.map((id) => figureById(id).id))];
  } catch (error) {
    if (error instanceof FigureError) throw new UsageError(error.message, 'See: faasnet reproduce --help');
    throw error;
  }
}

async function reproduced(
  id: string,
  seed: number,
  seeds: number,
  terminal: Terminal,
  simulator: Simulator,
): Promise<Reproduction> {
  const started = performance.now();
  const checkpoint = (fraction: number) => terminal.progress(`simulating figure ${id}: ${percent(fraction)}`);
  const reproduction = await reproduceFigure(id, { seed, seeds, checkpoint, simulator });
  terminal.clearProgress();
  terminal.warn(`figure ${id}: simulated in ${fixed((performance.now() - started) / 1000, 2)} s`);
  return reproduction;
}

function asText(reproductions: readonly Reproduction[], seed: number, seeds: number): string[] {
  return [
    `The figures of the paper as simulated, ${seeds === 1 ? `seed ${seed}` : `means over ${seeds} seeds from ${seed}`}`,
    FITTED_TO,
    '',
    ...reproductions.flatMap(figureLines),
    'The paper:',
    `  ${CITATION}`,
  ];
}

function figureLines({ figure, rows, summaries }: Reproduction): string[] {
  return [
    `Figure ${figure.id}: ${figure.title}`,
    figure.setUp,
    '',
    ...textTable(
      ['System', 'measure', labelWithUnit(figure.comparedBy ?? figure.xAxis), 'published', 'simulated', 'error', ''],
      rows.map(pointCells),
    ),
    '',
    ...(summaries.length > 0
      ? textTable(
          ['System', ...ERROR_TITLES.map((title) => title.toLowerCase())],
          summaries.map((summary) => [nameOf(summary), ...errorCells(summary)]),
        )
      : ['All points were fitted, so none counts.']),
    '',
    ...notesOf(figure).map((note) => `  - ${note}`),
    `  - Published numbers: ${figure.source}.`,
    '',
  ];
}

const nameOf = ({ system, what }: ErrorSummary): string => (what === null ? system : `${system}: ${what}`);
