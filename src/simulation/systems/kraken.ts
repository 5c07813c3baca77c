import type { Cluster } from '../cluster/cluster';
import { ReplicaQueue } from '../cluster/replicaQueue';
import { Phase } from '../cluster/replicas';
import { IntrusiveLists } from '../intrusiveLists';
import type { Provisioner, System } from './system';
import { UNPACKED_AS_THEY_COME, unpackingMBps } from './unpacking';

/** Uber's Kraken with one origin on a small VM (ATC'21 §4.1). */
export const kraken: System = {
  name: 'kraken',
  label: 'Kraken',
  kind: 'mesh',
  description: 'Whole layers in pieces over a mesh of peers, seeded by one small origin; then they are unpacked.',
  extraVm: 'the origin of Kraken',
  startsSeeded: true,
  topology: 'mesh',
  lag: 'lastPieces',
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
/** Two waits for the last pieces: to be assigned a peer that has them, and for that peer's turn. */
const WAITS = 2;

class Kraken implements Provisioner {
  readonly lazy = false;
  /** By function: the replicas that share its image, in the order in which they joined. */
  readonly #mesh: IntrusiveLists;
  /** By function: replicas in its mesh. */
  readonly #meshSize: Int32Array;
  /** By function: 1 once the origin has its image. */
  readonly #seeded: Uint8Array;
  /** Replicas that the origin is sending to, and replicas that wait for it. */
  readonly #served = new Set<number>();
  readonly #waiting = new ReplicaQueue();

  constructor(private readonly cluster: Cluster) {
    const functions = cluster.images.length;
    this.#mesh = new IntrusiveLists(functions);
    this.#meshSize = new Int32Array(functions);
    this.#seeded = new Uint8Array(functions);
  }

  startSeconds(): number {
    return this.cluster.parameters['kraken.startSeconds'];
  }

  begin(replica: number, now: number): void {
    const { cluster } = this;
    this.#seed(cluster.replicas.functionId[replica]);
    this.#join(replica);
    cluster.network.expect(replica);
    cluster.prepare(replica, [0], now);
  }

  hold(replica: number): void {
    this.#join(replica);
    this.cluster.network.expect(replica);
  }

  prepared(replica: number, now: number): void {
    const source = this.#sourceFor(replica);
    if (source !== this.cluster.extraVm) {
      this.#fetch(replica, source, now);
    } else {
      this.#waiting.push(replica);
      this.#serveWaiting(now);
    }
  }

  flowDone(replica: number, now: number): void {
    const turn =
      this.cluster.parameters['kraken.turnSeconds'] * this.#meshSize[this.cluster.replicas.functionId[replica]];
    this.cluster.arrived(replica, now + this.cluster.wait(replica, turn, WAITS));
    if (this.#served.delete(replica)) this.#serveWaiting(now);
  }

  leave(replica: number, now: number): void {
    const { replicas, network } = this.cluster;
    if (Number.isNaN(replicas.fetchedAt[replica])) network.stop(replica, now);
    this.#mesh.remove(replica);
    this.#meshSize[replicas.functionId[replica]]--;
    this.#waiting.delete(replica);
    if (this.#served.delete(replica)) this.#serveWaiting(now);
    for (const fed of network.flowsFrom(replicas.vm[replica])) {
      if (replicas.functionId[fed] !== replicas.functionId[replica]) continue;
      replicas.upstream[fed] = this.#sourceFor(fed);
      network.redirect(fed, replicas.upstream[fed], replicas.vm[fed], -1, now);
    }
  }

  /** The origin sends to a limited number at a time, first come, first served. */
  #serveWaiting(now: number): void {
    const { parameters, extraVm } = this.cluster;
    while (this.#waiting.size > 0 && this.#served.size < parameters['kraken.originSlots']) {
      const replica = this.#waiting.shift();
      this.#served.add(replica);
      this.#fetch(replica, extraVm, now);
    }
  }

  #fetch(replica: number, source: number, now: number): void {
    const { replicas, network, images, parameters } = this.cluster;
    const { imageMB } = images[replicas.functionId[replica]];
    replicas.phase[replica] = Phase.fetching;
    replicas.upstream[replica] = source;
    const pace = parameters['kraken.unpackMBps'] / this.cluster.factor(replica);
    network.begin(replica, source, replicas.vm[replica], imageMB, pace, -1, now);
  }

  /** The VM that joined the mesh last; the origin for the first. */
  #sourceFor(replica: number): number {
    const before = this.#mesh.previous(replica);
    return before === NONE ? this.cluster.extraVm : this.cluster.replicas.vm[before];
  }

  /** The registry sends the image to the origin, before the first VM asks for it. */
  #seed(functionId: number): void {
    if (this.#seeded[functionId] === 1) return;
    this.#seeded[functionId] = 1;
    this.cluster.seed(functionId, this.cluster.images[functionId].imageMB);
  }

  #join(replica: number): void {
    const functionId = this.cluster.replicas.functionId[replica];
    this.#mesh.addLast(functionId, replica);
    this.#meshSize[functionId]++;
  }
}
