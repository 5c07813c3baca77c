import { DRAWN } from './layout/placement';
import { TreeLayout } from './layout/treeLayout';
import type { Watching } from './watching';

/** VMs in the order in which the keyboard goes through them: breadth first, or by number. */
export function vmsInOrder({ layout, playback }: Watching): readonly number[] {
  if (layout instanceof TreeLayout) return Array.from(layout.shape.order.subarray(0, layout.shape.count));
  const { drawn } = layout.placement;
  return Array.from({ length: playback.vms }, (_, vm) => vm).filter((vm) => drawn[vm] !== DRAWN.not);
}

/** The VM to which a key leads from `vm`; null for a key that leads nowhere. `vm` −1, or gone: the first. */
export function neighbour(watching: Watching, vm: number, key: string): number | null {
  const order = vmsInOrder(watching);
  if (order.length === 0 || !KEYS.has(key)) return null;
  const at = Math.max(0, order.indexOf(vm));
  if (key === 'Home') return order[0];
  if (key === 'End') return order[order.length - 1];
  return watching.layout instanceof TreeLayout
    ? inTree(watching.layout, order, at, key)
    : (order[at + (key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : 1)] ?? vm);
}

const KEYS: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End']);

function inTree({ shape }: TreeLayout, order: readonly number[], at: number, key: string): number {
  const vm = order[at];
  if (key === 'ArrowUp') return shape.above[vm] < shape.vms ? shape.above[vm] : vm;
  if (key === 'ArrowDown') return shape.firstBelow[vm] >= 0 ? shape.firstBelow[vm] : vm;
  const beside = order[at + (key === 'ArrowLeft' ? -1 : 1)];
  return beside !== undefined && shape.depth[beside] === shape.depth[vm] ? beside : vm;
}

/** The VMs that screen readers are told of: `vm`, those above it, beside it, and below it. In order. */
export function around(watching: Watching, vm: number): readonly number[] {
  const order = vmsInOrder(watching);
  const { layout } = watching;
  const at = Math.max(0, order.indexOf(vm));
  if (!(layout instanceof TreeLayout)) return order.slice(Math.max(0, at - BESIDE), at + BESIDE);
  const { shape } = layout;
  const kept = new Set<number>(order.slice(0, 1));
  if (order.length === 0) return [];
  for (let up = order[at]; up < shape.vms; up = shape.above[up]) kept.add(up);
  const level = shape.depth[order[at]];
  for (const beside of order.slice(Math.max(0, at - BESIDE), at + BESIDE))
    if (shape.depth[beside] === level) kept.add(beside);
  let listed = 0;
  for (let below = shape.firstBelow[order[at]]; below >= 0 && listed < BESIDE; below = shape.next[below], listed++)
    kept.add(below);
  return order.filter((one) => kept.has(one));
}

const BESIDE = 12;
