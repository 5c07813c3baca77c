import type { Cluster } from '../cluster/cluster';
import { Phase } from '../cluster/copies';
import type { Provisioner, System } from './system';

/** Uber's Kraken with one origin on a small VM (ATC'21 §4.1). */
export const kraken: System = {
  name: 'kraken',
  label: 'Kraken',
  description: 'Whole layers in pieces over a mesh of peers, seeded by one small origin; then they are unpacked.',
  preparation: ['mesh'],
  assumptions: [
    'Pieces come from any peer of the mesh, so the image of one peer stands for the pieces of many.',
    'Peers are handed out at random, so what a VM waits for the pieces that only few have is memoryless and grows with the mesh.',
  ],
  provisioner: (cluster) => new Kraken(cluster),
};

class Kraken implements Provisioner {
  readonly lazy = false;
  /** By function: copies in the mesh. */
  readonly #peers = new Map<number, number[]>();
  /** Copies that the origin is sending to, and those that wait for it. */
  readonly #served = new Set<number>();
  #waiting: number[] = [];

  constructor(private readonly cluster: Cluster) {}

  startSeconds(): number {
    return this.cluster.parameters['kraken.startSeconds'];
  }

  begin(copy: number, now: number): void {
    const { cluster } = this;
    const peers = this.#peersOf(copy);
    peers.push(copy);
    cluster.network.expect(copy);
    cluster.prepare(copy, [0], now);
  }

  prepared(copy: number, now: number): void {
    const source = this.#sourceFor(copy, this.#peersOf(copy));
    if (source !== this.cluster.extraVm) {
      this.#fetch(copy, source, now);
    } else {
      this.#waiting.push(copy);
      this.#serveWaiting(now);
    }
  }

  flowDone(copy: number, now: number): void {
    const turn = this.cluster.parameters['kraken.turnSeconds'] * this.#peersOf(copy).length;
    this.cluster.arrived(copy, now + this.cluster.wait(copy, turn));
    if (this.#served.delete(copy)) this.#serveWaiting(now);
  }

  leave(copy: number, now: number): void {
    const { copies, network } = this.cluster;
    if (Number.isNaN(copies.fetchedAt[copy])) network.stop(copy, now);
    const peers = this.#peersOf(copy);
    peers.splice(peers.indexOf(copy), 1);
    if (copies.phase[copy] === Phase.preparing) this.#waiting = this.#waiting.filter((one) => one !== copy);
    if (this.#served.delete(copy)) this.#serveWaiting(now);
    for (const fed of network.flowsFrom(copies.vm[copy])) {
      if (copies.functionId[fed] !== copies.functionId[copy]) continue;
      copies.upstream[fed] = this.#sourceFor(fed, peers);
      network.redirect(fed, copies.upstream[fed], copies.vm[fed], -1, now);
    }
  }

  /** The origin sends to so many at a time, first come, first served. */
  #serveWaiting(now: number): void {
    const { parameters, extraVm } = this.cluster;
    while (this.#waiting.length > 0 && this.#served.size < parameters['kraken.originSlots']) {
      const copy = this.#waiting.shift()!;
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
  #sourceFor(copy: number, peers: readonly number[]): number {
    const at = peers.indexOf(copy);
    return at > 0 ? this.cluster.copies.vm[peers[at - 1]] : this.cluster.extraVm;
  }

  #peersOf(copy: number): number[] {
    const functionId = this.cluster.copies.functionId[copy];
    let peers = this.#peers.get(functionId);
    if (!peers) {
      peers = [];
      this.#peers.set(functionId, peers);
      this.cluster.network.sendFromRegistry(this.cluster.images[functionId].imageMB);
    }
    return peers;
  }
}
