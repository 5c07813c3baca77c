import { type FilterField, filterText, parseFilter, withTerm } from '../../src/filter';
import type { RunSummary, SystemInfo } from '../../src/protocol/queries';
import type { Side } from '../../src/protocol/worker';
import { shortName } from '../../src/text';
import { systemLabel } from '../simulate/comparison';
import { groupKey } from '../state/requestKey';
import type { SideChoice } from '../state/view';

export interface Sides {
  readonly a: SideChoice;
  readonly b: SideChoice;
}

/** What choices are read against. */
export interface SideContext {
  /** The page's filter. */
  readonly where: string;
  readonly fields: readonly FilterField[];
  /** Finished runs. */
  readonly runs: readonly RunSummary[];
  readonly systems: readonly SystemInfo[];
}

interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/**
 * What is compared until the reader chooses: what the page's filter selects against all else; without a filter, the
 * second half of the trace's time against the first.
 * @param range null for a trace whose times say nothing
 */
export function defaultSides(where: string, range: TimeRange | null, fields: readonly FilterField[]): Sides {
  if (where !== '' || !range || range.from === range.to) return { a: { kind: 'rest' }, b: { kind: 'filter' } };
  const middle = roundMiddle(range);
  const half = (operator: '<' | '>='): SideChoice => {
    const condition = { kind: 'compare', operator, value: middle } as const;
    return { kind: 'where', where: withTerm('', 'time', { condition }, fields) };
  };
  return { a: half('<'), b: half('>=') };
}

/** Seconds that a time on the page is best a multiple of: the largest that is short beside the span. */
const ROUND_STEPS = [3600, 900, 60, 1];

function roundMiddle({ from, to }: TimeRange): number {
  const middle = (from + to) / 2;
  const step = ROUND_STEPS.find((one) => one * 8 <= to - from);
  return step === undefined ? middle : Math.round(middle / step) * step;
}

/** The choices without reference to the page's filter, which may change. */
export function frozen({ a, b }: Sides, where: string): Sides {
  const fixed = (choice: SideChoice): SideChoice => (choice.kind === 'filter' ? { kind: 'where', where } : choice);
  return { a: fixed(a), b: fixed(b) };
}

/** The side as a request names it; null for a run that is not there any more. */
export function sideOf(choice: SideChoice, other: SideChoice, context: SideContext): Side | null {
  switch (choice.kind) {
    case 'filter':
      return part(context.where, context);
    case 'where':
      return part(choice.where, context);
    case 'rest': {
      const selected = whereOf(other, context);
      return selected === null ? part('', context) : { ...part(selected, context), isRest: true };
    }
    case 'file':
      return { kind: 'file', key: choice.key, where: choice.where };
    case 'run': {
      const run = runOf(choice, context.runs);
      return run ? { kind: 'run', runId: run.runId, recorded: choice.recorded } : null;
    }
  }
}

function part(where: string, { fields }: SideContext): Extract<Side, { kind: 'where' }> {
  // The words that are right.
  return { kind: 'where', where: filterText(parseFilter(where, fields).filter), isRest: false };
}

/** What a side selects of the page's trace; null for a side that is something else. */
export function whereOf(choice: SideChoice, { where }: Pick<SideContext, 'where'>): string | null {
  if (choice.kind === 'filter') return where;
  return choice.kind === 'where' ? choice.where : null;
}

export function runOf({ run }: Extract<SideChoice, { kind: 'run' }>, runs: readonly RunSummary[]) {
  return runs.find((one) => runKey(one) === run) ?? null;
}

/** Short, because the view is saved with it. */
export function runKey(run: RunSummary): string {
  return `${groupKey(run)} ${run.request.system}`;
}

/** "all but runtime:python", "whole trace", "other.csv, fn:a", "FaaSNet, run 2". */
export function sideLabel(choice: SideChoice, other: SideChoice, context: SideContext): string {
  switch (choice.kind) {
    case 'filter':
    case 'where':
      return whereOf(choice, context) || 'whole trace';
    case 'rest': {
      const selected = whereOf(other, context);
      return selected === null ? 'whole trace' : selected === '' ? 'nothing else' : `all but ${selected}`;
    }
    case 'file':
      return [shortName(choice.name, 40), choice.where].filter(Boolean).join(', ');
    case 'run': {
      const run = runOf(choice, context.runs);
      return run ? runLabel(run, choice.recorded, context.systems) : 'a run that is gone';
    }
  }
}

export function runLabel(run: RunSummary, recorded: boolean, systems: readonly SystemInfo[]): string {
  return recorded ? `Recorded, of run ${run.runId}` : `${systemLabel(run.request, systems)}, run ${run.runId}`;
}
