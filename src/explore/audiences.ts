import type { FilterField } from '../filter';
import type { Core } from './core';
import type { Counter, TargetCounts } from './counters';
import type { Audience } from './rowMask';
import type { View } from './view';

/** Fields without a chart of their own share a bit: nothing ignores it. */
const UNCHARTED = 1 << 0;
export const TIME = 1 << 1;
export const LATENCY = 1 << 2;
/** Place of the bit of the first label or measure. */
export const FIRST_BAR = 3;

/** The bit of a field. */
export function bitOf({ bars }: Core, { column }: FilterField): number {
  if (column.kind === 'time') return TIME;
  if (column.kind === 'latency') return LATENCY;
  if (column.kind === 'function') return UNCHARTED;
  const bar = bars.findIndex(({ kind, key }) => kind === column.kind && key === column.key);
  return bar < 0 ? UNCHARTED : 1 << (FIRST_BAR + bar);
}

/** All that is counted. */
export interface Counted {
  readonly core: Core;
  /** null while there is none. */
  readonly view: View | null;
  /** Above the target of the request, all together; null without one, and while there is none. */
  readonly aboveTarget: TargetCounts | null;
}

/**
 * Who counts which rows: a chart ignores its own field's terms. Bits that no row has make no difference, so most
 * audiences are the same.
 * @param used the bits that rows may have
 */
export function audiencesOf({ core, view, aboveTarget }: Partial<Counted>, used: number): Audience[] {
  const byIgnored = new Map<number, Counter[]>();
  const add = (ignored: number, ...counters: readonly Counter[]) => {
    const audience = byIgnored.get(ignored & used) ?? [];
    byIgnored.set(ignored & used, audience);
    audience.push(...counters);
  };
  if (core) {
    add(0, core.passing, core.functions, core.times, ...core.stages);
    add(LATENCY, core.latency);
    for (const [at, { counts }] of core.bars.entries()) add(1 << (FIRST_BAR + at), counts);
  }
  if (view) {
    add(TIME, view.time);
    add(TIME | LATENCY, view.heat);
    if (view.aboveTarget) add(TIME | LATENCY, view.aboveTarget);
  }
  if (aboveTarget) add(0, aboveTarget);
  return [...byIgnored].map(([ignored, counters]) => ({ ignored, counters }));
}
