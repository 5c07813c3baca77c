import type { Cluster } from '../cluster/cluster';
import { Feeds } from '../cluster/feeds';
import { ReplicaQueue } from '../cluster/replicaQueue';
import { Phase } from '../cluster/replicas';
import { amplification, wireBlockMB } from '../images';
import type { Provisioner, System } from './system';

/** DADI with its P2P distribution (ATC'21 §4.1): a tree under one small VM, which also manages it. */
export const dadiP2p: System = {
  name: 'dadi-p2p',
  label: 'DADI+P2P',
  kind: 'tree',
  description:
    'A tree under one small root VM that also manages it: the root feeds a few VMs, which feed the rest once they hold the image.',
  treeTop: 'rootVm',
  extraVm: 'the root of DADI+P2P',
  startsSeeded: true,
  topology: 'tree',
  preparation: ['image load', 'join'],
  assumptions: [
    'The root has room for a number of VMs. The others wait for a VM that holds the image, which feeds one of them at a time.',
    'Blocks are so small that a start fetches hardly any unneeded bytes.',
  ],
  provisioner: (cluster) => new DadiP2p(cluster),
};

/** Stands for the root as a feeder. */
const ROOT = -1;

/** The root's state of one image. */
interface Swarm {
  /** Whether the root has the image. */
  seeded: boolean;
  /** Replicas that the root feeds itself. */
  readonly fedByRoot: Set<number>;
  /** How many replicas hold the image. */
  holders: number;
  /** Replicas that hold the image and feed no other. */
  readonly free: ReplicaQueue;
  /** Replicas that wait for a feeder. */
  readonly waiting: ReplicaQueue;
}

/** A tree that doubles: a replica that holds the image feeds another one, and then both feed others. */
class DadiP2p implements Provisioner {
  readonly lazy = true;
  readonly requestMB: number;
  readonly #swarms = new Map<number, Swarm>();
  /** `#feeder`: the replica that feeds, or will feed, this one. `#fed`: its inverse. */
  readonly #feeder = new Map<number, number>();
  readonly #fed = new Map<number, number>();
  /** The feeder of each replica, while both exist. */
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

  begin(replica: number, now: number): void {
    const { cluster } = this;
    cluster.network.expect(replica);
    this.#tree.reserve(replica);
    cluster.prepare(replica, [cluster.work(replica, 0, cluster.parameters['dadi-p2p.loadSeconds']), 0], now);
  }

  hold(replica: number, now: number): void {
    const { network, treeRecorder } = this.cluster;
    const swarm = this.#swarmOf(replica);
    network.expect(replica);
    this.#tree.reserve(replica);
    this.#tree.set(replica, ROOT);
    treeRecorder.inserted(replica, ROOT, now);
    swarm.holders++;
    swarm.free.push(replica);
    this.#serve(swarm, now);
  }

  prepared(replica: number, now: number): void {
    const feeder = this.#feeder.get(replica);
    if (feeder !== undefined) {
      this.#fetch(replica, feeder, now);
      return;
    }
    const swarm = this.#swarmOf(replica);
    this.#seed(swarm, replica);
    swarm.waiting.push(replica);
    this.#serve(swarm, now);
  }

  flowDone(replica: number, now: number): void {
    const swarm = this.#swarmOf(replica);
    this.cluster.arrived(replica, now);
    swarm.holders++;
    this.#release(replica, swarm);
    swarm.free.push(replica);
    this.#serve(swarm, now);
  }

  leave(replica: number, now: number): void {
    const { replicas, network, extraVm } = this.cluster;
    const swarm = this.#swarmOf(replica);
    if (Number.isNaN(replicas.fetchedAt[replica])) network.stop(replica, now);
    else swarm.holders--;
    swarm.waiting.delete(replica);
    swarm.free.delete(replica);
    this.#release(replica, swarm);
    const fed = this.#fed.get(replica);
    if (fed !== undefined) {
      this.#fed.delete(replica);
      this.#feeder.delete(fed);
      if (network.isOpen(fed)) {
        swarm.fedByRoot.add(fed);
        replicas.upstream[fed] = extraVm;
        network.redirect(fed, extraVm, replicas.vm[fed], -1, now);
      }
    }
    if (replicas.phase[replica] !== Phase.preparing) this.#leaveTree(replica, now);
    this.#serve(swarm, now);
  }

  /** Assigns free feeders to waiting replicas. The root feeds only while no VM holds the image. */
  #serve(swarm: Swarm, now: number): void {
    const { parameters } = this.cluster;
    while (swarm.waiting.size > 0) {
      if (swarm.holders === 0) {
        if (swarm.fedByRoot.size >= parameters['dadi-p2p.rootSlots']) return;
        const replica = swarm.waiting.shift();
        swarm.fedByRoot.add(replica);
        this.#fetch(replica, ROOT, now);
        continue;
      }
      const feeder = swarm.free.shift();
      if (feeder < 0) return;
      const replica = swarm.waiting.shift();
      this.#feeder.set(replica, feeder);
      this.#fed.set(feeder, replica);
      this.cluster.postpone(replica, 1, now + parameters['dadi-p2p.joinSeconds']);
    }
  }

  /** The replica no longer needs its feeder, which may feed another. */
  #release(replica: number, swarm: Swarm): void {
    swarm.fedByRoot.delete(replica);
    const feeder = this.#feeder.get(replica);
    if (feeder === undefined) return;
    this.#feeder.delete(replica);
    this.#fed.delete(feeder);
    swarm.free.push(feeder);
  }

  /** @param feeder a replica, or ROOT */
  #fetch(replica: number, feeder: number, now: number): void {
    const { replicas, network, images, treeRecorder, extraVm } = this.cluster;
    const { wireMB, paceMBps } = images[replicas.functionId[replica]];
    const pace = paceMBps / this.cluster.factor(replica);
    const source = feeder === ROOT ? extraVm : replicas.vm[feeder];
    replicas.phase[replica] = Phase.fetching;
    replicas.upstream[replica] = source;
    network.begin(replica, source, replicas.vm[replica], this.#share * wireMB, this.#share * pace, -1, now);
    this.#tree.set(replica, feeder);
    treeRecorder.inserted(replica, feeder, now);
    this.cluster.firstBlock(replica, now);
  }

  /** The root becomes the upstream of the replicas that it fed. */
  #leaveTree(replica: number, now: number): void {
    const { treeRecorder } = this.cluster;
    this.#tree.remove(replica);
    treeRecorder.removed(replica, ROOT, now);
    for (let fed = this.#tree.firstFed(replica); fed !== ROOT; fed = this.#tree.firstFed(replica)) {
      this.#tree.remove(fed);
      treeRecorder.reparented(fed, ROOT, now);
    }
  }

  #swarmOf(replica: number): Swarm {
    const functionId = this.cluster.replicas.functionId[replica];
    let swarm = this.#swarms.get(functionId);
    if (!swarm) {
      swarm = {
        seeded: false,
        fedByRoot: new Set(),
        holders: 0,
        free: new ReplicaQueue(),
        waiting: new ReplicaQueue(),
      };
      this.#swarms.set(functionId, swarm);
    }
    return swarm;
  }

  /** The registry sends the image to the root, before the first VM asks for it. */
  #seed(swarm: Swarm, replica: number): void {
    if (swarm.seeded) return;
    swarm.seeded = true;
    const functionId = this.cluster.replicas.functionId[replica];
    this.cluster.seed(functionId, this.#share * this.cluster.images[functionId].wireMB);
  }
}
