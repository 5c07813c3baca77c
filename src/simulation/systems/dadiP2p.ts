import type { Cluster } from '../cluster/cluster';
import { Phase } from '../cluster/copies';
import { CopyQueue } from '../cluster/copyQueue';
import { Feeds } from '../cluster/feeds';
import { amplification, wireBlockMB } from '../images';
import type { Provisioner, System } from './system';

/** DADI with its P2P distribution (ATC'21 §4.1): a tree under one small VM, which also manages it. */
export const dadiP2p: System = {
  name: 'dadi-p2p',
  label: 'DADI+P2P',
  description:
    'A tree under one small root VM that also manages it: the root feeds a few VMs, which feed the rest once they hold the image.',
  treeTop: 'rootVm',
  preparation: ['image load', 'join'],
  assumptions: [
    'The root has room for a number of VMs. The others wait for a VM that holds the image, which feeds one of them at a time.',
    'Blocks are so small that a start fetches hardly anything in vain.',
  ],
  provisioner: (cluster) => new DadiP2p(cluster),
};

/** In place of the copy that feeds another: the root. */
const ROOT = -1;

/** What the root knows of one image. */
interface Swarm {
  /** Copies that it feeds itself. */
  readonly fedByRoot: Set<number>;
  /** Copies that hold the image. */
  holders: number;
  /** Those of them that feed nobody. */
  readonly free: CopyQueue;
  /** Copies that wait for one that does not. */
  readonly waiting: CopyQueue;
}

/** A tree that doubles: whoever holds an image feeds another copy of it, and then both feed others. */
class DadiP2p implements Provisioner {
  readonly lazy = true;
  readonly requestMB: number;
  readonly #swarms = new Map<number, Swarm>();
  /** By copy that is fed by another, or is about to be: that one; and the reverse. */
  readonly #feeder = new Map<number, number>();
  readonly #fed = new Map<number, number>();
  /** Who was fed by whom, as long as both are there. */
  readonly #tree = new Feeds();
  readonly #share: number;

  constructor(private readonly cluster: Cluster) {
    const { parameters } = cluster;
    this.#share =
      amplification(parameters['dadi-p2p.blockKB'], parameters) / amplification(parameters.blockKB, parameters);
    this.requestMB = wireBlockMB(parameters['dadi-p2p.blockKB'], parameters);
  }

  startSeconds(functionId: number): number {
    return this.cluster.images[functionId].startSeconds;
  }

  begin(copy: number, now: number): void {
    const { cluster } = this;
    cluster.network.expect(copy);
    this.#tree.reserve(copy);
    cluster.prepare(copy, [cluster.work(copy, 0, cluster.parameters['dadi-p2p.loadSeconds']), 0], now);
  }

  prepared(copy: number, now: number): void {
    const feeder = this.#feeder.get(copy);
    if (feeder !== undefined) {
      this.#fetch(copy, feeder, now);
      return;
    }
    const swarm = this.#swarmOf(copy);
    swarm.waiting.push(copy);
    this.#serve(swarm, now);
  }

  flowDone(copy: number, now: number): void {
    const swarm = this.#swarmOf(copy);
    this.cluster.arrived(copy, now);
    swarm.holders++;
    this.#release(copy, swarm);
    swarm.free.push(copy);
    this.#serve(swarm, now);
  }

  leave(copy: number, now: number): void {
    const { copies, network, extraVm } = this.cluster;
    const swarm = this.#swarmOf(copy);
    if (Number.isNaN(copies.fetchedAt[copy])) network.stop(copy, now);
    else swarm.holders--;
    swarm.waiting.delete(copy);
    swarm.free.delete(copy);
    this.#release(copy, swarm);
    const fed = this.#fed.get(copy);
    if (fed !== undefined) {
      this.#fed.delete(copy);
      this.#feeder.delete(fed);
      if (network.isOpen(fed)) {
        swarm.fedByRoot.add(fed);
        copies.upstream[fed] = extraVm;
        network.redirect(fed, extraVm, copies.vm[fed], -1, now);
      }
    }
    if (copies.phase[copy] !== Phase.preparing) this.#leaveTree(copy, now);
    this.#serve(swarm, now);
  }

  /** Gives those that wait somebody to feed them, as far as there is one. The root feeds only as long as no VM could. */
  #serve(swarm: Swarm, now: number): void {
    const { parameters } = this.cluster;
    while (swarm.waiting.size > 0) {
      if (swarm.holders === 0) {
        if (swarm.fedByRoot.size >= parameters['dadi-p2p.rootSlots']) return;
        const copy = swarm.waiting.shift();
        swarm.fedByRoot.add(copy);
        this.#fetch(copy, ROOT, now);
        continue;
      }
      const feeder = swarm.free.shift();
      if (feeder < 0) return;
      const copy = swarm.waiting.shift();
      this.#feeder.set(copy, feeder);
      this.#fed.set(feeder, copy);
      this.cluster.postpone(copy, 1, now + parameters['dadi-p2p.joinSeconds']);
    }
  }

  /** The copy is not fed any more; whoever did so may feed another. */
  #release(copy: number, swarm: Swarm): void {
    swarm.fedByRoot.delete(copy);
    const feeder = this.#feeder.get(copy);
    if (feeder === undefined) return;
    this.#feeder.delete(copy);
    this.#fed.delete(feeder);
    swarm.free.push(feeder);
  }

  /** From the feeder, a copy, or from the root. */
  #fetch(copy: number, feeder: number, now: number): void {
    const { copies, network, images, treeRecorder, extraVm } = this.cluster;
    const { wireMB, paceMBps } = images[copies.functionId[copy]];
    const source = feeder === ROOT ? extraVm : copies.vm[feeder];
    copies.phase[copy] = Phase.fetching;
    copies.upstream[copy] = source;
    network.begin(copy, source, copies.vm[copy], this.#share * wireMB, this.#share * paceMBps, -1, now);
    this.#tree.set(copy, feeder);
    treeRecorder.inserted(copy, feeder, now);
    treeRecorder.fetching(copy, now);
  }

  /** Those whom it fed have the root above them from now on. */
  #leaveTree(copy: number, now: number): void {
    const { treeRecorder } = this.cluster;
    this.#tree.remove(copy);
    treeRecorder.removed(copy, ROOT, now);
    for (let fed = this.#tree.firstFed(copy); fed !== ROOT; fed = this.#tree.firstFed(copy)) {
      this.#tree.remove(fed);
      treeRecorder.reparented(fed, ROOT, now);
    }
  }

  #swarmOf(copy: number): Swarm {
    const functionId = this.cluster.copies.functionId[copy];
    let swarm = this.#swarms.get(functionId);
    if (!swarm) {
      swarm = { fedByRoot: new Set(), holders: 0, free: new CopyQueue(), waiting: new CopyQueue() };
      this.#swarms.set(functionId, swarm);
      this.cluster.seed(this.#share * this.cluster.images[functionId].wireMB);
    }
    return swarm;
  }
}
