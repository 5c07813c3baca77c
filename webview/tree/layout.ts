import { type HierarchyPointNode, hierarchy, tree } from 'd3-hierarchy';
import type { TreeSnapshot, VmState } from '../../src/protocol/queries';

/** A VM with its place in the drawing. */
export interface PlacedVm {
  /** Index in the snapshot's arrays. */
  readonly index: number;
  readonly vm: number;
  readonly x: number;
  readonly y: number;
  /** Half the side of its symbol. */
  readonly radius: number;
  /** Edges between it and the root. */
  readonly depth: number;
  /** Index of its upstream VM, -1 for the root. */
  readonly upstream: number;
  /** Indices of its downstream VMs that are drawn, left to right. */
  readonly downstream: readonly number[];
  readonly state: VmState;
  readonly progress: number;
  readonly fetching: boolean;
}

export interface TreeLayout {
  /** Breadth first, as in the snapshot. */
  readonly vms: readonly PlacedVm[];
  readonly registry: { readonly x: number; readonly y: number };
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

const ROW_HEIGHT = { least: 46, most: 130 };
/** Width to height of a drawing that suits most panels. */
const ASPECT = 2.6;
const REGISTRY_HALF_WIDTH = 44;

/** Half the side of the largest symbol, and of the smallest, which the VMs of a large tree have on its widest level. */
const LARGEST = 15;
const smallestOf = (vms: number) => (vms <= 140 ? 9 : 5.5);

/** Places of the VMs, the root below the registry and every VM below its upstream; tidy as Reingold and Tilford have it. */
export function layoutTree(snapshot: TreeSnapshot): TreeLayout {
  const downstream: number[][] = snapshot.vm.map(() => []);
  for (const [index, upstream] of snapshot.upstream.entries()) downstream[upstream]?.push(index);
  const smallest = smallestOf(snapshot.vm.length);
  const places = place(snapshot, downstream, smallest);
  const radiusAt = radiusByDepth(places, smallest);
  const vms = places.map((node): PlacedVm => {
    const index = node.data;
    return {
      index,
      vm: snapshot.vm[index],
      x: node.x,
      y: node.y,
      radius: radiusAt[node.depth],
      depth: node.depth,
      upstream: snapshot.upstream[index],
      downstream: downstream[index],
      state: snapshot.state[index],
      progress: snapshot.progress[index],
      fetching: snapshot.fetching[index],
    };
  });
  const registry = { x: vms[0]?.x ?? 0, y: -62 };
  const left = Math.min(registry.x - REGISTRY_HALF_WIDTH, ...vms.map((vm) => vm.x - vm.radius)) - 8;
  const right = Math.max(registry.x + REGISTRY_HALF_WIDTH, ...vms.map((vm) => vm.x + vm.radius)) + 8;
  const bottom = Math.max(0, ...vms.map((vm) => vm.y + vm.radius)) + 12;
  const top = registry.y - 26;
  return { vms, registry, bounds: { x: left, y: top, width: right - left, height: bottom - top } };
}

/** Symbols of a level grow with the room between its VMs. */
function radiusByDepth(nodes: readonly HierarchyPointNode<number>[], smallest: number): readonly number[] {
  const room: number[] = [];
  for (const [at, node] of nodes.entries()) {
    const before = nodes[at - 1];
    const distance = before?.depth === node.depth ? node.x - before.x : Number.POSITIVE_INFINITY;
    room[node.depth] = Math.min(room[node.depth] ?? Number.POSITIVE_INFINITY, distance);
  }
  return room.map((distance) => Math.min(LARGEST, Math.max(smallest, distance / 3)));
}

function place(snapshot: TreeSnapshot, downstream: number[][], radius: number): HierarchyPointNode<number>[] {
  if (snapshot.vm.length === 0) return [];
  const root = hierarchy(0, (index: number) => downstream[index]);
  const column = radius * 2 + Math.max(4, radius * 0.7);
  const drawn = tree<number>()
    .nodeSize([column, 1])
    .separation(() => 1)(root);
  const nodes = drawn.descendants();
  const width = Math.max(...nodes.map(({ x }) => x)) - Math.min(...nodes.map(({ x }) => x));
  const row = Math.min(ROW_HEIGHT.most, Math.max(ROW_HEIGHT.least, width / ASPECT / Math.max(1, drawn.height)));
  for (const node of nodes) node.y = node.depth * row;
  return nodes.sort((a, b) => a.data - b.data);
}

/** The VM that an arrow key leads to from VM `from` (an index), or null where there is none. */
export function neighbour(layout: TreeLayout, from: number, key: string): number | null {
  const vm = layout.vms[from];
  if (!vm) return layout.vms.length > 0 ? 0 : null;
  const beside = layout.vms.filter(({ depth }) => depth === vm.depth);
  const at = beside.indexOf(vm);
  switch (key) {
    case 'ArrowUp':
      return vm.upstream >= 0 ? vm.upstream : null;
    case 'ArrowDown':
      return vm.downstream[0] ?? null;
    case 'ArrowLeft':
      return beside[at - 1]?.index ?? null;
    case 'ArrowRight':
      return beside[at + 1]?.index ?? null;
    case 'Home':
      return 0;
    case 'End':
      return layout.vms.length - 1;
    default:
      return null;
  }
}
