import type { RunNumbers, TreeInfo } from '../../src/protocol/queries';

/** Positions of the slider: it counts thousandths of the span it shows. */
export const SLIDER_STEPS = 1000;

/** Simulated seconds between which the slider goes. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The span of the slider. After a burst nothing happens until VMs are reclaimed a quarter of an hour later, so unless the whole run
 * is asked for it ends when the last container has started.
 */
export function spanOf(tree: TreeInfo, numbers: RunNumbers, isBurst: boolean, wholeRun: boolean): Span {
  const end = isBurst && !wholeRun ? Math.min(tree.to, numbers.provisioningSeconds.last) : tree.to;
  return { from: tree.from, to: Math.max(end, tree.from) };
}

/** True where the whole run is much longer than its provisioning. */
export function hasQuietEnd(tree: TreeInfo, numbers: RunNumbers, isBurst: boolean): boolean {
  return isBurst && tree.to > numbers.provisioningSeconds.last * 1.2;
}

/** `time` within the span; where it is null, half-way through the provisioning of most containers. */
export function momentOf(time: number | null, span: Span, numbers: RunNumbers): number {
  const moment = time ?? span.from + numbers.provisioningSeconds.p50 / 2;
  return Math.min(span.to, Math.max(span.from, moment));
}

export function toStep(time: number, span: Span): number {
  return span.to > span.from ? Math.round(((time - span.from) / (span.to - span.from)) * SLIDER_STEPS) : 0;
}

export function toTime(step: number, span: Span): number {
  return span.from + ((span.to - span.from) * Math.min(SLIDER_STEPS, Math.max(0, step))) / SLIDER_STEPS;
}
