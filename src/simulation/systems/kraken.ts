import type { Cluster } from '../cluster/cluster';
import { Phase } from '../cluster/copies';
import { CopyQueue } from '../cluster/copyQueue';
import type { Provisioner, System } from './system';
import { UNPACKED_AS_THEY_COME, unpackingMBps } from './unpacking';

/** Uber's Kraken with one origin on a small VM (ATC'21 §4.1). */
export const kraken: System = {
  name: 'kraken',
  label: 'Kraken',
  description: 'Whole layers in pieces over a mesh of peers, seeded by one small origin; then they are unpacked.',
  preparation: ['mesh'],
  assumptions: [
    UNPACKED_AS_THEY_COME,
    'Pieces come from any peer of the mesh, so the image of one peer stands for the pieces of many.',
    'Peers are handed out at random: a VM waits to be given one that has its last pieces, then for that one to serve it. Both waits are memoryless and grow with the mesh.',
  ],
  intakeMBps: (parameters) => unpackingMBps(parameters['kraken.unpackMBps'], parameters),
  provisioner: (cluster) => new Kraken(cluster),
};

const NONE = -1;
/** The waits for the last pieces: for a peer that has them, and for its turn. */
const WAITS = 2;

/** The VMs that share an image, in the order in which they joined. */
interface Mesh {
  last: number;
  size: number;
}

class Kraken implements Provisioner {
  readonly lazy = false;
  readonly #meshes = new Map<number, Mesh>();
  /** By copy in a mesh: who joined it before and after, or NONE. */
  readonly #before = new Map<number, number>();
  readonly #after = new Map<number, number>();
  /** Copies that the origin is sending to, and those that wait for it. */
  readonly #served = new Set<number>();
  readonly #waiting = new CopyQueue();

  constructor(private readonly cluster: Cluster) {}

  startSeconds(): number {
    return this.cluster.parameters['kraken.startSeconds'];
  }

  begin(copy: number, now: number): void {
    const { cluster } = this;
    this.#join(copy);
    cluster.network.expect(copy);
    cluster.prepare(copy, [0], now);
  }

  prepared(copy: number, now: number): void {
    const source = this.#sourceFor(copy);
    if (source !== this.cluster.extraVm) {
      this.#fetch(copy, source, now);
    } else {
      this.#waiting.push(copy);
      this.#serveWaiting(now);
    }
  }

  flowDone(copy: number, now: number): void {
    const turn = this.cluster.parameters['kraken.turnSeconds'] * this.#meshOf(copy).size;
    this.cluster.arrived(copy, now + this.cluster.wait(copy, turn, WAITS));
    if (this.#served.delete(copy)) this.#serveWaiting(now);
  }

  leave(copy: number, now: number): void {
    const { copies, network } = this.cluster;
    if (Number.isNaN(copies.fetchedAt[copy])) network.stop(copy, now);
    this.#unlink(copy);
    this.#waiting.delete(copy);
    if (this.#served.delete(copy)) this.#serveWaiting(now);
    for (const fed of network.flowsFrom(copies.vm[copy])) {
      if (copies.functionId[fed] !== copies.functionId[copy]) continue;
      copies.upstream[fed] = this.#sourceFor(fed);
      network.redirect(fed, copies.upstream[fed], copies.vm[fed], -1, now);
    }
  }

  /** The origin sends to so many at a time, first come, first served. */
  #serveWaiting(now: number): void {
    const { parameters, extraVm } = this.cluster;
    while (this.#waiting.size > 0 && this.#served.size < parameters['kraken.originSlots']) {
      const copy = this.#waiting.shift();
      this.#served.add(copy);
      this.#fetch(copy, extraVm, now);
    }
  }

  #fetch(copy: number, source: number, now: number): void {
    const { copies, network, images, parameters } = this.cluster;
    const { imageMB } = images[copies.functionId[copy]];
    copies.phase[copy] = Phase.fetching;
    copies.upstream[copy] = source;
    network.begin(copy, source, copies.vm[copy], imageMB, parameters['kraken.unpackMBps'], -1, now);
  }

  /** The one that joined the mesh before it; the first has only the origin. */
  #sourceFor(copy: number): number {
    const before = this.#before.get(copy)!;
    return before === NONE ? this.cluster.extraVm : this.cluster.copies.vm[before];
  }

  #join(copy: number): void {
    const mesh = this.#meshOf(copy);
    this.#before.set(copy, mesh.last);
    this.#after.set(copy, NONE);
    if (mesh.last !== NONE) this.#after.set(mesh.last, copy);
    mesh.last = copy;
    mesh.size++;
  }

  #unlink(copy: number): void {
    const mesh = this.#meshOf(copy);
    const before = this.#before.get(copy)!;
    const after = this.#after.get(copy)!;
    if (before !== NONE) this.#after.set(before, after);
    if (after !== NONE) this.#before.set(after, before);
    else mesh.last = before;
    this.#before.delete(copy);
    this.#after.delete(copy);
    mesh.size--;
  }

  #meshOf(copy: number): Mesh {
    const functionId = this.cluster.copies.functionId[copy];
    let mesh = this.#meshes.get(functionId);
    if (!mesh) {
      mesh = { last: NONE, size: 0 };
      this.#meshes.set(functionId, mesh);
      this.cluster.seed(this.cluster.images[functionId].imageMB);
    }
    return mesh;
  }
}
