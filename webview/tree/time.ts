import type { RunNumbers, TreeInfo } from '../../src/protocol/queries';

/** Positions of the slider: thousandths of its span. */
export const SLIDER_STEPS = 1000;

/** The slider's range, simulated seconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The span of the slider. It ends when the last container of a burst has started, unless the whole run is wanted: after
 * that nothing happens until VMs are reclaimed, by default 15 minutes later.
 */
export function spanOf(tree: TreeInfo, numbers: RunNumbers, isBurst: boolean, wholeRun: boolean): Span {
  const end = isBurst && !wholeRun ? Math.min(tree.to, numbers.provisioningSeconds.last) : tree.to;
  return { from: tree.from, to: Math.max(end, tree.from) };
}

/** Whether the whole run is much longer than its provisioning. */
export function hasQuietEnd(tree: TreeInfo, numbers: RunNumbers, isBurst: boolean): boolean {
  return isBurst && tree.to > numbers.provisioningSeconds.last * 1.2;
}

/** `time` clamped to the span; for null, half of the median provisioning latency. */
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
