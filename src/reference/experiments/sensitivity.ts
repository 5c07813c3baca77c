import { nearestWithin } from '../../numeric';
import {
  type Checkpoint,
  givesSize,
  inLanes,
  PARAMETERS,
  type ParameterInfo,
  type Simulator,
  simulatesHere,
} from '../../simulation';
import type { ComparisonRow } from '../compare';
import { FIGURES } from '../figures';
import type { Figure, FigureId } from '../types';
import { type ChangedParameter, figureRuns, reproduceFigure } from './reproduce';

/** Each parameter is made smaller and larger by this share of its value. */
export const SENSITIVITY_SHARE = 0.2;

/**
 * By parameter, figure and system: how far the system's compared numbers move, as the mean of the sizes of their
 * relative changes (for quantities in per cent, points divided by 100), the larger of the two of a smaller and a larger
 * value. Rounded to 0.001; what moves less is left out.
 */
export type Sensitivity = Readonly<
  Record<string, Readonly<Partial<Record<FigureId, Readonly<Record<string, number>>>>>>
>;

export interface SensitivityOptions {
  readonly seed: number;
  /** Names; absent: all that a figure can react to. */
  readonly parameters?: readonly string[];
  /** Absent: all. */
  readonly figures?: readonly FigureId[];
  /** As in `simulate`, but over all runs. */
  readonly checkpoint?: Checkpoint;
  /** Where; it changes no byte of the result. */
  readonly simulator?: Simulator;
}

/** Simulates the figures with each parameter changed in turn, with one seed. Takes minutes for all. */
export async function sensitivity({
  seed,
  checkpoint,
  simulator = simulatesHere,
  ...asked
}: SensitivityOptions): Promise<Sensitivity> {
  const parameters = PARAMETERS.filter((info) => canMatter(info) && (asked.parameters?.includes(info.name) ?? true));
  const figures = FIGURES.filter(({ id }) => asked.figures?.includes(id) ?? true);
  const found: Record<string, Partial<Record<FigureId, Record<string, number>>>> = {};
  let done = 0;
  for (const figure of figures) {
    const used = testedChanges(figure).filter(({ name }) => parameters.some((info) => info.name === name));
    let runs = 0;
    const report: Checkpoint = () => checkpoint?.((done + runs / (1 + 2 * used.length)) / figures.length, 0);
    const rowsWith = async (changed?: ChangedParameter) =>
      (await reproduceFigure(figure.id, { seed, seeds: 1, changed, checkpoint: report, simulator })).rows;
    const before = await rowsWith();
    const all = await inLanes(simulator.lanes, used.length, async (at) => {
      const changes: Record<string, number> = {};
      for (const changed of used[at].changes) {
        runs++;
        const after = await rowsWith(changed);
        for (const [system, change] of changesOf(before, after)) {
          changes[system] = Math.max(changes[system] ?? 0, change);
        }
      }
      return Object.entries(changes).filter(([, change]) => change > 0);
    });
    for (const [at, moved] of all.entries()) {
      const { name } = used[at];
      if (moved.length > 0) found[name] = { ...found[name], [figure.id]: Object.fromEntries(moved) };
    }
    done++;
  }
  return Object.fromEntries(parameters.map(({ name }) => [name, found[name] ?? {}]));
}

/** The parameters that a figure can react to, each with its changes: a smaller and a larger value. */
export function testedChanges(
  figure: Figure,
): readonly { readonly name: string; readonly changes: readonly ChangedParameter[] }[] {
  const factors = [1 - SENSITIVITY_SHARE, 1 + SENSITIVITY_SHARE];
  return PARAMETERS.filter((info) => canMatter(info) && isUsed(info, figure)).map((info) => ({
    name: info.name,
    changes: factors.map((factor) => ({ name: info.name, change: (value) => scaled(value, factor, info) })),
  }));
}

/** A whole number changes by 1 at least. */
function scaled(value: number, factor: number, info: ParameterInfo): number {
  const least = info.integer ? 1 : 0;
  const change = Math.sign(factor - 1) * Math.max(least, Math.abs(value * (factor - 1)));
  return nearestWithin(value + change, info);
}

/** Whether it is a quantity, and one that something else than a trace uses. */
function canMatter({ workloads, integer, min, max }: ParameterInfo): boolean {
  const isChoice = integer && max - min <= 1;
  return !isChoice && (workloads === undefined || workloads.some((kind) => kind !== 'trace'));
}

function isUsed({ name, systems }: ParameterInfo, { id, published }: Figure): boolean {
  const hasSystem = systems === undefined || published.some(({ system }) => systems.some((one) => one === system));
  return hasSystem && figureRuns(id, { seed: 1, seeds: 1 }).some(({ workload }) => !givesSize(workload, name));
}

function changesOf(before: readonly ComparisonRow[], after: readonly ComparisonRow[]): Map<string, number> {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const [at, { system, unit, simulated }] of before.entries()) {
    const changed = after[at].simulated;
    if (simulated === null || changed === null) continue;
    const scale = unit === '%' ? 100 : Math.abs(simulated);
    const { sum, count } = sums.get(system) ?? { sum: 0, count: 0 };
    // A number that was 0 has no relative change.
    const change = changed === simulated ? 0 : scale > 0 ? Math.abs(changed - simulated) / scale : 1;
    sums.set(system, { sum: sum + change, count: count + 1 });
  }
  return new Map([...sums].map(([system, { sum, count }]) => [system, Math.round((1000 * sum) / count) / 1000]));
}
