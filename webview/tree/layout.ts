import { type HierarchyPointNode, hierarchy, tree } from 'd3-hierarchy';
import type { TreeSnapshot, VmState } from '../../src/protocol/queries';

/** A VM and its position. */
export interface PlacedVm {
  /** Index in the snapshot's arrays. */
  readonly index: number;
  readonly vm: number;
  readonly x: number;
  readonly y: number;
  /** Half the side of its symbol. */
  readonly radius: number;
  /** Edges from the first level. */
  readonly depth: number;
  /** Index of its upstream VM, -1 for the top. */
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
  /** The registry or root VM, which feeds the first level. */
  readonly top: { readonly x: number; readonly y: number };
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

const ROW_HEIGHT = { least: 46, most: 130 };
/** Width to height of a drawing that suits most panels. */
const ASPECT = 2.6;
const TOP_HALF_WIDTH = 44;
/** Between the top and the first level. */
const TOP_HEIGHT = 62;

/** The least size: a drawing of a few VMs is not enlarged. */
const LEAST = { width: 480, height: 320 };

/** Half the side of the largest symbol and of the smallest, on the widest level of a large tree. */
const LARGEST = 15;
const smallestOf = (vms: number) => (vms <= 140 ? 9 : 5.5);

/** Positions of the VMs, each below its upstream, in the tidy layout of Reingold and Tilford. */
export function layoutTree(snapshot: TreeSnapshot): TreeLayout {
  const downstream: number[][] = snapshot.vm.map(() => []);
  const first: number[] = [];
  for (const [index, upstream] of snapshot.upstream.entries()) (downstream[upstream] ?? first).push(index);
  const smallest = smallestOf(snapshot.vm.length);
  const { top, places } = place((index) => (index === TOP ? first : downstream[index]), smallest);
  const radiusAt = radiusByDepth(places, smallest);
  const vms = places.map((node): PlacedVm => {
    const index = node.data;
    return {
      index,
      vm: snapshot.vm[index],
      x: node.x,
      y: node.y,
      radius: radiusAt[node.depth],
      depth: node.depth - 1,
      upstream: snapshot.upstream[index],
      downstream: downstream[index],
      state: snapshot.state[index],
      progress: snapshot.progress[index],
      fetching: snapshot.fetching[index],
    };
  });
  const left = Math.min(top.x - TOP_HALF_WIDTH, ...vms.map((vm) => vm.x - vm.radius)) - 8;
  const right = Math.max(top.x + TOP_HALF_WIDTH, ...vms.map((vm) => vm.x + vm.radius)) + 8;
  const bottom = Math.max(0, ...vms.map((vm) => vm.y + vm.radius)) + 12;
  const highest = top.y - 26;
  const [x, width] = widened(left, right, LEAST.width);
  const [y, height] = widened(highest, bottom, LEAST.height);
  return { vms, top, bounds: { x, y, width, height } };
}

/** Widens a range around its middle to at least `least`; returns its start and length. */
function widened(from: number, to: number, least: number): [from: number, length: number] {
  const more = Math.max(0, least - (to - from));
  return [from - more / 2, to - from + more];
}

/** Symbols of a level grow with the distance between its VMs. */
function radiusByDepth(nodes: readonly HierarchyPointNode<number>[], smallest: number): readonly number[] {
  const room: number[] = [];
  for (const [at, node] of nodes.entries()) {
    const before = nodes[at - 1];
    const distance = before?.depth === node.depth ? node.x - before.x : Number.POSITIVE_INFINITY;
    room[node.depth] = Math.min(room[node.depth] ?? Number.POSITIVE_INFINITY, distance);
  }
  return room.map((distance) => Math.min(LARGEST, Math.max(smallest, distance / 3)));
}

/** Stands for the top where VMs have their index. */
const TOP = -1;

interface Places {
  readonly top: { readonly x: number; readonly y: number };
  /** In the order of the snapshot. */
  readonly places: readonly HierarchyPointNode<number>[];
}

function place(downstreamOf: (index: number) => number[], radius: number): Places {
  const root = hierarchy(TOP, downstreamOf);
  const column = radius * 2 + Math.max(4, radius * 0.7);
  const drawn = tree<number>()
    .nodeSize([column, 1])
    .separation(() => 1)(root);
  const nodes = drawn.descendants().sort((a, b) => a.data - b.data);
  const width = Math.max(...nodes.map(({ x }) => x)) - Math.min(...nodes.map(({ x }) => x));
  const row = Math.min(ROW_HEIGHT.most, Math.max(ROW_HEIGHT.least, width / ASPECT / Math.max(1, drawn.height - 1)));
  const places = nodes.slice(1);
  for (const node of places) node.y = (node.depth - 1) * row;
  return { top: { x: drawn.x, y: -TOP_HEIGHT }, places };
}

/** Index of the VM that an arrow key leads to from the VM with index `from`; null if there is none. */
export function neighbour(layout: TreeLayout, from: number, key: string): number | null {
  const vm = layout.vms[from];
  if (!vm) return layout.vms.length > 0 ? 0 : null;
  const level = layout.vms.filter(({ depth }) => depth === vm.depth);
  const at = level.indexOf(vm);
  switch (key) {
    case 'ArrowUp':
      return vm.upstream >= 0 ? vm.upstream : null;
    case 'ArrowDown':
      return vm.downstream[0] ?? null;
    case 'ArrowLeft':
      return level[at - 1]?.index ?? null;
    case 'ArrowRight':
      return level[at + 1]?.index ?? null;
    case 'Home':
      return 0;
    case 'End':
      return layout.vms.length - 1;
    default:
      return null;
  }
}
