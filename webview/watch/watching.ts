import { signal } from '@preact/signals';
import type { RunTimeline } from '../../src/protocol/queries';
import { Camera } from './draw/camera';
import type { Marks } from './draw/painter';
import { Scene } from './draw/scene';
import { DiscLayout, GridLayout } from './layout/discLayout';
import type { Layout } from './layout/placement';
import { TreeLayout } from './layout/treeLayout';
import { Playback } from './model/playback';

/** The magnification at which a followed VM is looked at. */
const CLOSE = 3;

/** One function of a run as it is watched: its timeline at the clock's time, where the VMs are, what is picked out. */
export class Watching {
  readonly playback: Playback;
  readonly layout: Layout;
  readonly camera: Camera;
  readonly scene: Scene;
  /** Index of the VM that is followed; −1 for none. */
  readonly followed = signal(-1);
  /** Index of the VM that the keyboard is at; −1 for none. */
  readonly focused = signal(-1);
  /** The magnification, for parts of the page. */
  readonly zoom = signal(1);
  readonly marks: Marks = { followed: -1, focused: -1, hovered: -1, path: [] };
  readonly #indexes: ReadonlyMap<number, number>;

  constructor(
    readonly timeline: RunTimeline,
    time: number,
    extraVm?: string,
  ) {
    this.playback = new Playback(timeline, extraVm);
    this.playback.goTo(time);
    this.layout = layoutOf(this.playback);
    this.camera = new Camera(this.layout.verticalPower, () => this.layout.mostZoom);
    this.scene = new Scene(this.playback, this.layout, this.camera);
    this.#indexes = new Map(Array.from(timeline.vms, (vm, index) => [vm, index]));
  }

  /** The index of the VM with this number; −1 if it holds no image in this time. */
  indexOf(vm: number): number {
    return this.#indexes.get(vm) ?? -1;
  }

  follow(vm: number): void {
    this.followed.value = vm;
    this.marks.followed = vm;
    if (vm >= 0) this.focused.value = vm;
    if (vm >= 0) this.show(vm);
  }

  /** Moves the camera so that a VM is seen. */
  show(vm: number, closely = false): void {
    const { x, y, drawn } = this.layout.placement;
    if (drawn[vm] === 0) return;
    if (closely) this.camera.center(x[vm], y[vm], CLOSE);
    else if (!this.camera.shows(x[vm], y[vm], 24)) this.camera.center(x[vm], y[vm]);
    this.zoom.value = this.camera.sentTo;
  }
}

function layoutOf(playback: Playback): Layout {
  switch (playback.timeline.topology) {
    case 'tree':
      return new TreeLayout(playback);
    case 'unordered':
      return new GridLayout(playback);
    default:
      return new DiscLayout(playback);
  }
}
