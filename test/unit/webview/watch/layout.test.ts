import { describe, expect, it } from 'vitest';
import { DiscLayout, GridLayout } from '../../../../webview/watch/layout/discLayout';
import { DRAWN, type Layout } from '../../../../webview/watch/layout/placement';
import { TreeLayout } from '../../../../webview/watch/layout/treeLayout';
import { TreeShape } from '../../../../webview/watch/layout/treeShape';
import { Playback } from '../../../../webview/watch/model/playback';
import { growingTree, madeTimeline } from './timelines';

const ROOM = { width: 1100, height: 640 };

function fullTree(vms: number, room = ROOM): TreeLayout {
  const playback = new Playback(growingTree(vms));
  playback.goTo(1e9);
  const layout = new TreeLayout(playback);
  layout.resize(room);
  return layout;
}

/** Rectangles of the VMs, as they are drawn at a magnification. */
function rectangles({ placement, verticalPower }: Layout, zoom: number) {
  const zoomY = zoom ** verticalPower;
  return Array.from(placement.x, (x, vm) => {
    const width = Math.min(60, placement.width[vm] * zoom);
    const isBox = placement.drawn[vm] === DRAWN.box;
    const height = isBox
      ? Math.min(34, 10 + width * 0.42, placement.mostBoxHeight * zoomY)
      : placement.height[vm] * zoomY;
    return { left: x * zoom - width / 2, top: placement.y[vm] * zoomY - height / 2, width, height };
  });
}

/** Neighbours in a coarse grid are compared, so that 10,000 VMs take no time. */
function overlaps(all: ReturnType<typeof rectangles>): number {
  let found = 0;
  const cells = new Map<string, number[]>();
  const reach = 64;
  for (const [at, one] of all.entries()) {
    const [column, row] = [Math.floor(one.left / reach), Math.floor(one.top / reach)];
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        for (const other of cells.get(`${column + dx} ${row + dy}`) ?? []) {
          const b = all[other];
          const width = Math.min(one.left + one.width, b.left + b.width) - Math.max(one.left, b.left);
          const height = Math.min(one.top + one.height, b.top + b.height) - Math.max(one.top, b.top);
          if (width > 0.05 && height > 0.05) found++;
        }
    const key = `${column} ${row}`;
    cells.set(key, [...(cells.get(key) ?? []), at]);
  }
  return found;
}

describe('the shape of a tree', () => {
  it('is read breadth first, children by their slots, whatever their order', () => {
    const shape = new TreeShape(6);
    shape.read(Int32Array.of(2, 2, -1, 0, 0, -4), Int32Array.of(1, 0, 0, 1, 0, 0));
    expect([...shape.order.subarray(0, shape.count)]).toEqual([2, 1, 0, 4, 3]);
    expect(shape.levels).toEqual([0, 1, 3, 5]);
    expect(shape.height).toBe(3);
    expect(shape.depth[3]).toBe(2);
  });

  it('hangs a VM whose upstream is gone below the top', () => {
    const shape = new TreeShape(3);
    shape.read(Int32Array.of(-4, 0, 1), Int32Array.of(0, 0, 0));
    expect([...shape.order.subarray(0, shape.count)]).toEqual([1, 2]);
  });
});

describe('the layout of a tree', () => {
  it('tells the shape before it is placed, and after each change of the tree', () => {
    const playback = new Playback(growingTree(7));
    const layout = new TreeLayout(playback);
    playback.goTo(1e9);
    expect(layout.shape.count).toBe(7);
    expect(layout.shape.levels).toEqual([0, 1, 3, 7]);
    playback.goTo(0);
    expect(layout.shape.count).toBeLessThan(7);
  });

  for (const vms of [1, 2, 7, 100, 1000, 10_000]) {
    for (const room of [ROOM, { width: 400, height: 440 }]) {
      it(`places ${vms} VMs apart from each other and inside of ${room.width} px`, () => {
        const layout = fullTree(vms, room);
        layout.place(1);
        const all = rectangles(layout, 1);
        expect(all.every(({ left, width }) => left >= 0 && left + width <= room.width)).toBe(true);
        expect(all.every(({ top, height }) => top >= 0 && top + height <= room.height)).toBe(true);
        expect(overlaps(all)).toBe(0);
      });
    }
  }

  it('makes every VM a box with room for its number when it is zoomed', () => {
    const layout = fullTree(1000);
    layout.place(1);
    const boxes = () => layout.placement.drawn.filter((drawn) => drawn === DRAWN.box).length;
    expect(boxes()).toBe(127);
    const zoom = layout.mostZoom;
    layout.place(zoom);
    expect(boxes()).toBe(1000);
    expect(Math.min(...rectangles(layout, zoom).map(({ width }) => width))).toBeGreaterThanOrEqual(50);
    expect(overlaps(rectangles(layout, zoom))).toBe(0);
  });

  it('leaves VMs where they are while others join', () => {
    const playback = new Playback(growingTree(300));
    const layout = new TreeLayout(playback);
    layout.resize(ROOM);
    playback.goTo(0.5);
    layout.place(1);
    const before = [layout.placement.x[20], layout.placement.y[20]];
    playback.goTo(2);
    expect(layout.isStale(1)).toBe(true);
    layout.place(1);
    expect([layout.placement.x[20], layout.placement.y[20]]).toEqual(before);
  });

  it('keeps a tree that fills few places readable: a chain', () => {
    const vms = 40;
    const events = Array.from({ length: vms }, (_, vm) => ({
      time: 0,
      kind: 'insert' as const,
      vm,
      other: vm - 1,
      slot: 1,
    }));
    const playback = new Playback(madeTimeline({ vms: events.map(() => ({})), events, to: 1 }));
    const layout = new TreeLayout(playback);
    layout.resize({ width: 1100, height: 1600 });
    layout.place(1);
    expect(layout.placement.drawn.every((drawn) => drawn === DRAWN.box)).toBe(true);
  });
});

it('stars, meshes and unordered VMs lie apart from each other', () => {
  for (const vms of [1, 7, 1000, 10_000]) {
    const states = [[0, 'fetching'] as const];
    const timeline = madeTimeline({ vms: Array.from({ length: vms }, () => ({ states })), to: 1, topology: 'star' });
    for (const kind of [DiscLayout, GridLayout]) {
      const layout = new kind(new Playback(timeline));
      layout.resize(ROOM);
      layout.place();
      const all = rectangles(layout, 1);
      expect(overlaps(all)).toBe(0);
      expect(all.every(({ left, top }) => left >= 0 && top >= 0)).toBe(true);
      expect(all.every(({ left, width }) => left + width <= ROOM.width)).toBe(true);
    }
  }
});
