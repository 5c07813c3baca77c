import { DRAWN, type Layout } from '../layout/placement';
import { EVENT } from '../model/codes';
import type { Playback } from '../model/playback';
import type { Camera } from './camera';

/** Time in which a VM does two thirds of its way to a new place, ms. */
const PACE_MS = 110;
const PULSE_MS = 900;
/** With more events between two frames, only rare ones are pointed out. */
const CROWD = 40;

const POINTED_OUT = new Uint8Array(16);
for (const kind of [EVENT.insert, EVENT.remove, EVENT.reparent, EVENT.rotate, EVENT.failed, EVENT.noticed])
  POINTED_OUT[kind] = 1;
const RARE = new Uint8Array(16);
for (const kind of [EVENT.rotate, EVENT.reparent, EVENT.failed, EVENT.noticed]) RARE[kind] = 1;

/** Where the VMs are on the screen: on their way to where the layout places them. */
export class Scene {
  /** Middles and sizes on the screen, CSS pixels. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly width: Float32Array;
  readonly height: Float32Array;
  /** How far it has faded in, 0 to 1. */
  readonly presence: Float32Array;
  /** Milliseconds for which its last event is still pointed out. */
  readonly pulse: Float32Array;
  /** Of that event, a code of `EVENT`. */
  readonly pulseKind: Uint8Array;
  topX = Number.NaN;
  topY = Number.NaN;

  readonly #placeX: Float32Array;
  readonly #placeY: Float32Array;
  readonly #wide: Float32Array;
  readonly #high: Float32Array;
  /** 1 for a box, 0 for a cell. */
  readonly #boxed: Float32Array;
  #happened: number;

  constructor(
    readonly playback: Playback,
    readonly layout: Layout,
    readonly camera: Camera,
  ) {
    const { vms } = playback;
    const list = () => new Float32Array(vms);
    [this.x, this.y, this.width, this.height] = [list(), list(), list(), list()];
    [this.presence, this.pulse] = [list(), list()];
    [this.#placeX, this.#placeY, this.#wide, this.#high, this.#boxed] = [list(), list(), list(), list(), list()];
    this.pulseKind = new Uint8Array(vms);
    this.#happened = playback.happened;
  }

  /** Moves on after `playback` or the camera has moved. @returns whether something has still to move */
  step(milliseconds: number): boolean {
    const { layout, camera } = this;
    const zooms = camera.step(milliseconds);
    if (layout.isStale(camera.sentTo)) layout.place(camera.sentTo);
    const moves = this.#approach(1 - Math.exp(-milliseconds / PACE_MS));
    const pulses = this.#pulse(milliseconds);
    this.#project();
    return zooms || moves || pulses;
  }

  /** Puts everything where it belongs at once. */
  settle(): void {
    const { layout, camera } = this;
    camera.settle();
    if (layout.isStale(camera.sentTo)) layout.place(camera.sentTo);
    this.#approach(1);
    this.pulse.fill(0);
    this.#happened = this.playback.happened;
    this.#project();
  }

  #approach(part: number): boolean {
    const { placement } = this.layout;
    const { presence } = this;
    let moves = false;
    for (let vm = 0; vm < placement.vms; vm++) {
      const drawn = placement.drawn[vm];
      if (drawn === DRAWN.not) {
        if (presence[vm] === 0) continue;
        presence[vm] = presence[vm] < 0.02 ? 0 : presence[vm] * (1 - part);
        moves = true;
        continue;
      }
      if (presence[vm] === 0) this.#enter(vm);
      const dx = placement.x[vm] - this.#placeX[vm];
      const dy = placement.y[vm] - this.#placeY[vm];
      const box = drawn === DRAWN.box ? 1 : 0;
      if (dx * dx + dy * dy > 0.02 || presence[vm] < 0.99 || Math.abs(box - this.#boxed[vm]) > 0.01) moves = true;
      this.#placeX[vm] += dx * part;
      this.#placeY[vm] += dy * part;
      this.#wide[vm] += (placement.width[vm] - this.#wide[vm]) * part;
      this.#high[vm] += (placement.height[vm] - this.#high[vm]) * part;
      this.#boxed[vm] += (box - this.#boxed[vm]) * part;
      presence[vm] = presence[vm] > 0.99 ? 1 : presence[vm] + (1 - presence[vm]) * part;
    }
    return moves;
  }

  /** A VM comes from the VM above. */
  #enter(vm: number): void {
    const { placement } = this.layout;
    const above = this.playback.upstream[vm];
    const isBox = placement.drawn[vm] === DRAWN.box;
    const fromAbove = isBox && above >= 0 && this.presence[above] > 0;
    this.#placeX[vm] = fromAbove ? this.#placeX[above] : placement.x[vm];
    this.#placeY[vm] = fromAbove ? this.#placeY[above] : placement.y[vm];
    this.#wide[vm] = placement.width[vm];
    this.#high[vm] = placement.height[vm];
    this.#boxed[vm] = isBox ? 1 : 0;
  }

  #pulse(milliseconds: number): boolean {
    const { playback, pulse } = this;
    let pulses = false;
    for (let vm = 0; vm < pulse.length; vm++) {
      if (pulse[vm] <= 0) continue;
      pulse[vm] -= milliseconds;
      pulses = true;
    }
    const isCrowd = playback.happened - this.#happened > CROWD;
    for (let at = this.#happened; at < playback.happened; at++) {
      const vm = playback.timeline.events.vm[at];
      const kind = playback.kindOf(at);
      if (vm < 0 || !(isCrowd ? RARE : POINTED_OUT)[kind]) continue;
      pulse[vm] = PULSE_MS;
      this.pulseKind[vm] = kind;
      pulses = true;
    }
    this.#happened = playback.happened;
    return pulses;
  }

  /** How far the pointing out of a VM's last event has come, 0 to 1. */
  pulseOf(vm: number): number {
    return 1 - this.pulse[vm] / PULSE_MS;
  }

  #project(): void {
    const { zoom, zoomY, x, y } = this.camera;
    const { topX, topY, mostBoxHeight } = this.layout.placement;
    this.topX = topX * zoom + x;
    this.topY = topY * zoomY + y;
    const flat = Math.min(MOST_WIDTH, Math.max(12, mostBoxHeight * zoomY * 2.4));
    for (let vm = 0; vm < this.presence.length; vm++) {
      if (this.presence[vm] === 0) continue;
      this.x[vm] = this.#placeX[vm] * zoom + x;
      this.y[vm] = this.#placeY[vm] * zoomY + y;
      const boxed = this.#boxed[vm];
      const width = Math.min(boxed > 0.5 ? flat : MOST_WIDTH, this.#wide[vm] * zoom);
      this.width[vm] = width;
      const cell = Math.min(MOST_HEIGHT, this.#high[vm] * zoomY);
      this.height[vm] =
        boxed === 0 ? cell : boxed * Math.min(mostBoxHeight * zoomY, boxHeight(width)) + (1 - boxed) * cell;
    }
  }

  /** The VM whose middle is nearest to a place on the screen, within reach; −1 for none. */
  vmAt(x: number, y: number): number {
    let found = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let vm = 0; vm < this.presence.length; vm++) {
      if (this.presence[vm] < 0.5) continue;
      const dx = Math.abs(x - this.x[vm]) - this.width[vm] / 2;
      const dy = Math.abs(y - this.y[vm]) - this.height[vm] / 2;
      if (dx > REACH || dy > REACH) continue;
      const distance = Math.hypot(x - this.x[vm], y - this.y[vm]);
      if (distance < least) [found, least] = [vm, distance];
    }
    return found;
  }
}

const REACH = 3;
const MOST_WIDTH = 60;
const MOST_HEIGHT = 36;

function boxHeight(width: number): number {
  return Math.min(34, 10 + width * 0.42);
}
