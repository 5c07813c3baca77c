import type { ParameterInfo } from '../simulation';
import { percent } from '../text';
import type { Sensitivity } from './experiments/sensitivity';
import { FIGURES, figureById } from './figures';
import type { FigureId } from './types';

/** What moves by less counts as not moved. */
const LEAST = 0.005;

/** How far the numbers of one system in a figure move with a parameter. */
export interface Reaction {
  readonly system: string;
  readonly parameter: string;
  /** The mean size of the relative changes. */
  readonly change: number;
}

/** What a figure tests of a system. */
export interface Tested {
  readonly system: string;
  /** The parameters that the system's numbers react to, strongest first. */
  readonly reactions: readonly Reaction[];
  /** Names of those that the system uses in the figure without effect on its numbers. */
  readonly without: readonly string[];
}

/** What reacts to what, as a table. */
export interface SensitivityTable {
  readonly titles: readonly string[];
  /**
   * One row for each parameter that moves a figure, with one cell for each figure: the system that moves most, and how
   * far. Those that move a figure most come first.
   */
  readonly rows: readonly (readonly string[])[];
  /** Parameters that were changed and moved nothing. */
  readonly untested: readonly string[];
}

export function sensitivityTable(
  measured: Sensitivity,
  parameters: readonly ParameterInfo[],
  figures: readonly FigureId[] = FIGURES.map(({ id }) => id),
): SensitivityTable {
  const all = Object.keys(measured).map((name) => {
    const strongest = figures.map((id) => reactionsTo(measured, name, id).at(0));
    return { name, strongest, greatest: Math.max(...strongest.map((reaction) => reaction?.change ?? 0)) };
  });
  return {
    titles: ['parameter', 'basis', ...figures],
    rows: all
      .filter(({ greatest }) => greatest > 0)
      .sort((a, b) => b.greatest - a.greatest)
      .map(({ name, strongest }) => [name, basisOf(name, parameters), ...strongest.map(cellOf)]),
    untested: all.filter(({ greatest }) => greatest === 0).map(({ name }) => name),
  };
}

/** The table as Markdown. */
export function sensitivityMarkdown({ titles, rows, untested }: SensitivityTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    [
      line(titles),
      line(titles.map(() => '---')),
      ...rows.map(([name, ...cells]) => line([`\`${name}\``, ...cells])),
    ].join('\n'),
    `No reaction to: ${untested.map((name) => `\`${name}\``).join(', ')}.`,
  ].join('\n\n');
}

/** What a figure tests of each of its systems. */
export function testedBy(
  measured: Sensitivity,
  figure: FigureId,
  parameters: readonly ParameterInfo[],
): readonly Tested[] {
  const systems = [...new Set(figureById(figure).published.map(({ system }) => system))];
  return systems.map((system) => {
    const used = parameters.filter(
      (info) => info.name in measured && (info.systems?.some((name) => name === system) ?? true),
    );
    const all = used.map(({ name }) => ({ system, parameter: name, change: measured[name][figure]?.[system] ?? 0 }));
    const reactions = all.filter(({ change }) => change >= LEAST).sort((a, b) => b.change - a.change);
    const without = all.filter(({ change }) => change < LEAST).map(({ parameter }) => parameter);
    return { system, reactions, without };
  });
}

/** Strongest first. */
function reactionsTo(measured: Sensitivity, parameter: string, figure: FigureId): Reaction[] {
  return Object.entries(measured[parameter][figure] ?? {})
    .map(([system, change]) => ({ system, parameter, change }))
    .filter(({ change }) => change >= LEAST)
    .sort((a, b) => b.change - a.change);
}

const cellOf = (reaction: Reaction | undefined): string =>
  reaction === undefined ? '' : `${percent(reaction.change, 1)} ${reaction.system}`;

/** Whether the paper states a value. The sources of the parameters tell. */
function basisOf(name: string, parameters: readonly ParameterInfo[]): string {
  const source = parameters.find((info) => info.name === name)?.source ?? '';
  if (source.startsWith("ATC'21")) return 'stated';
  return /^(calibrated|Fig|scatter)/.test(source) ? 'fitted' : 'assumed';
}
