import type { Cluster } from '../cluster/cluster';
import { Phase } from '../cluster/copies';
import { amplification } from '../images';
import type { Provisioner, System } from './system';

/** DADI with its P2P distribution (ATC'21 §4.1): a tree under one small VM, which also manages it. */
export const dadiP2p: System = {
  name: 'dadi-p2p',
  label: 'DADI+P2P',
  description:
    'A tree under one small root VM that also manages it: the root feeds a few VMs, which feed the rest once they hold the image.',
  preparation: ['image load', 'join'],
  assumptions: [
    'The root has room for a number of VMs; the others join, one after another, below VMs that hold the image.',
    'Blocks are so small that a start fetches hardly anything in vain.',
  ],
  provisioner: (cluster) => new DadiP2p(cluster),
};

/** What the root knows of one image. */
interface Swarm {
  /** Copies that the root feeds and that do not hold the image yet. */
  fed: Set<number>;
  /** Copies that hold it, in the order in which they came to. */
  ready: number[];
  /** Copies that wait for one that does. */
  waiting: number[];
  next: number;
}

class DadiP2p implements Provisioner {
  readonly lazy = true;
  readonly #swarms = new Map<number, Swarm>();
  readonly #share: number;
  #managerFreeAt = 0;

  constructor(private readonly cluster: Cluster) {
    const { parameters } = cluster;
    this.#share =
      amplification(parameters['dadi-p2p.blockKB'], parameters) / amplification(parameters.blockKB, parameters);
  }

  startSeconds(functionId: number): number {
    return this.cluster.images[functionId].startSeconds;
  }

  begin(copy: number, now: number): void {
    const { cluster } = this;
    cluster.network.expect(copy);
    cluster.prepare(copy, [cluster.work(copy, 0, cluster.parameters['dadi-p2p.loadSeconds']), 0], now);
  }

  prepared(copy: number, now: number): void {
    const { copies, parameters } = this.cluster;
    const swarm = this.#swarmOf(copy);
    if (swarm.ready.length === 0 && swarm.fed.size < parameters['dadi-p2p.rootSlots']) {
      swarm.fed.add(copy);
      this.#fetch(copy, this.cluster.extraVm, now);
    } else if (copies.upstream[copy] !== JOINED && swarm.ready.length === 0) {
      swarm.waiting.push(copy);
    } else if (copies.upstream[copy] !== JOINED) {
      this.#join(copy, now);
    } else {
      this.#fetch(copy, this.#parentFor(copy, swarm), now);
    }
  }

  flowDone(copy: number, now: number): void {
    const swarm = this.#swarmOf(copy);
    this.cluster.arrived(copy, now);
    swarm.fed.delete(copy);
    swarm.ready.push(copy);
    for (const waiting of swarm.waiting) this.#join(waiting, now);
    swarm.waiting = [];
  }

  leave(copy: number, now: number): void {
    const { copies, network } = this.cluster;
    if (Number.isNaN(copies.fetchedAt[copy])) network.stop(copy, now);
    const swarm = this.#swarmOf(copy);
    swarm.fed.delete(copy);
    swarm.ready = swarm.ready.filter((one) => one !== copy);
    swarm.waiting = swarm.waiting.filter((one) => one !== copy);
    for (const fed of network.flowsFrom(copies.vm[copy])) {
      if (copies.functionId[fed] !== copies.functionId[copy]) continue;
      copies.upstream[fed] = this.#parentFor(fed, swarm);
      network.redirect(fed, copies.upstream[fed], copies.vm[fed], -1, now);
    }
  }

  /** The manager takes up one VM after another. */
  #join(copy: number, now: number): void {
    this.#managerFreeAt = Math.max(this.#managerFreeAt, now) + this.cluster.parameters['dadi-p2p.joinSeconds'];
    this.cluster.copies.upstream[copy] = JOINED;
    this.cluster.postpone(copy, 1, this.#managerFreeAt);
  }

  /** VMs that hold the image take turns. */
  #parentFor(copy: number, swarm: Swarm): number {
    const { copies, extraVm } = this.cluster;
    if (swarm.ready.length === 0) return extraVm;
    const parent = swarm.ready[swarm.next++ % swarm.ready.length];
    return parent === copy ? extraVm : copies.vm[parent];
  }

  #fetch(copy: number, source: number, now: number): void {
    const { copies, network, images } = this.cluster;
    const { wireMB, paceMBps } = images[copies.functionId[copy]];
    copies.phase[copy] = Phase.fetching;
    copies.upstream[copy] = source;
    network.begin(copy, source, copies.vm[copy], this.#share * wireMB, this.#share * paceMBps, -1, now);
  }

  #swarmOf(copy: number): Swarm {
    const functionId = this.cluster.copies.functionId[copy];
    let swarm = this.#swarms.get(functionId);
    if (!swarm) {
      swarm = { fed: new Set(), ready: [], waiting: [], next: 0 };
      this.#swarms.set(functionId, swarm);
      this.cluster.network.sendFromRegistry(this.#share * this.cluster.images[functionId].wireMB);
    }
    return swarm;
  }
}

/** In place of an upstream: the manager has taken the VM up, and will name one. */
const JOINED = -3;
