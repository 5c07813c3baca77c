import type { Cluster } from '../cluster/cluster';
import { REGISTRY } from '../cluster/network';
import { Phase } from '../cluster/replicas';
import { wireBlockMB } from '../images';
import type { Provisioner, System } from './system';

/** FaaSNet (ATC'21 §3): one function tree per function, on-demand start, blocks streamed from VM to VM. */
export const faasnet: System = {
  name: 'faasnet',
  label: 'FaaSNet',
  kind: 'trees',
  description: 'Function trees: a VM fetches blocks from its upstream VM, which forwards each as soon as it has it.',
  treeTop: 'registry',
  topology: 'tree',
  lag: 'hop',
  preparation: ['manifest', 'image load', 'inspect'],
  assumptions: ['A VM whose upstream changes keeps the blocks it has and asks the new upstream for the rest.'],
  provisioner: (cluster) => new FaasNet(cluster),
};

class FaasNet implements Provisioner {
  readonly lazy = true;
  readonly requestMB: number;

  constructor(private readonly cluster: Cluster) {
    this.requestMB = wireBlockMB(cluster.parameters.blockKB, cluster.parameters);
    cluster.trees.onReparent = (replica, now) => this.#follow(replica, now);
  }

  startSeconds(functionId: number): number {
    return this.cluster.images[functionId].startSeconds;
  }

  begin(replica: number, now: number): void {
    const { cluster } = this;
    const { manifestSeconds, loadSeconds, inspectSeconds } = cluster.parameters;
    cluster.network.expect(replica);
    cluster.trees.insert(replica, now);
    const manifest = cluster.work(replica, 0, manifestSeconds);
    const load = cluster.work(replica, 1, loadSeconds);
    const inspect = cluster.work(replica, 2, inspectSeconds);
    cluster.prepare(replica, [manifest, load, inspect], now);
  }

  hold(replica: number, now: number): void {
    this.cluster.network.expect(replica);
    this.cluster.trees.insert(replica, now);
  }

  prepared(replica: number, now: number): void {
    const { replicas, network, images } = this.cluster;
    const { wireMB, paceMBps } = images[replicas.functionId[replica]];
    const source = this.#source(replica);
    replicas.phase[replica] = Phase.fetching;
    network.begin(
      replica,
      replicas.upstream[replica],
      replicas.vm[replica],
      wireMB,
      paceMBps / this.cluster.factor(replica),
      this.#feeder(source),
      now,
    );
    this.#findFirstBlock(replica, now);
  }

  flowDone(replica: number, now: number): void {
    const { replicas, parameters, trees } = this.cluster;
    const source = trees.upstreamOf(replica);
    let complete = now;
    if (source !== REGISTRY) {
      if (replicas.fetchedAt[source] > complete) complete = replicas.fetchedAt[source];
      complete += parameters.hopSeconds;
    }
    this.cluster.arrived(replica, complete);
  }

  leave(replica: number, now: number): void {
    const { replicas, network, trees } = this.cluster;
    if (Number.isNaN(replicas.fetchedAt[replica])) network.stop(replica, now);
    trees.delete(replica, now);
  }

  /** The replica that feeds this one, or -1 for the registry; stores its VM as the upstream. */
  #source(replica: number): number {
    const { replicas, trees } = this.cluster;
    const source = trees.upstreamOf(replica);
    replicas.upstream[replica] = source === REGISTRY ? REGISTRY : replicas.vm[source];
    return source;
  }

  /** The flow that brings the blocks to the source; -1 if the source has them all. */
  #feeder(source: number): number {
    return source !== REGISTRY && Number.isNaN(this.cluster.replicas.fetchedAt[source]) ? source : -1;
  }

  /** The replica has a new upstream; if it is being fetched, the fetch continues from there. */
  #follow(replica: number, now: number): void {
    const { replicas, network } = this.cluster;
    if (!network.isOpen(replica)) return;
    const source = this.#source(replica);
    network.redirect(replica, replicas.upstream[replica], replicas.vm[replica], this.#feeder(source), now);
    if (!(replicas.firstBlockAt[replica] <= now)) this.#findFirstBlock(replica, now);
  }

  /**
   * Finds when the first block arrives: a hop after the upstream VM has it. Where that is not known yet, the replica of
   * the upstream VM finds it later, as this one does for those that it feeds.
   */
  #findFirstBlock(first: number, now: number): void {
    const { replicas, network, trees, parameters } = this.cluster;
    const found = [first];
    while (found.length > 0) {
      const replica = found.pop()!;
      const source = trees.upstreamOf(replica);
      let time = now;
      if (source !== REGISTRY) time = Math.max(now, replicas.firstBlockAt[source]) + parameters.hopSeconds;
      replicas.firstBlockAt[replica] = time;
      if (Number.isNaN(time)) continue;
      this.cluster.firstBlock(replica, time);
      const { feeds } = network;
      for (let fed = feeds.firstFed(replica); fed >= 0; fed = feeds.nextFed(fed)) {
        // While a deletion is reported, a flow may still be fed as before; its own new upstream is reported later.
        if (!(replicas.firstBlockAt[fed] <= now) && trees.upstreamOf(fed) === replica) found.push(fed);
      }
    }
  }
}
