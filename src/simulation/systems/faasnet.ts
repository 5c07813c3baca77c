import type { Cluster } from '../cluster/cluster';
import { Phase } from '../cluster/copies';
import { REGISTRY } from '../cluster/network';
import { wireBlockMB } from '../images';
import type { Provisioner, System } from './system';

/** FaaSNet (ATC'21 §3): one function tree per function, on-demand start, blocks streamed from VM to VM. */
export const faasnet: System = {
  name: 'faasnet',
  label: 'FaaSNet',
  description: 'Function trees: a VM fetches blocks from its upstream VM, which forwards each as soon as it has it.',
  treeTop: 'registry',
  preparation: ['manifest', 'image load', 'inspect'],
  assumptions: ['A VM whose upstream changes keeps the blocks it has and asks the new upstream for the rest.'],
  provisioner: (cluster) => new FaasNet(cluster),
};

class FaasNet implements Provisioner {
  readonly lazy = true;
  readonly requestMB: number;

  constructor(private readonly cluster: Cluster) {
    this.requestMB = wireBlockMB(cluster.parameters.blockKB, cluster.parameters);
    cluster.trees.onReparent = (copy, now) => this.#follow(copy, now);
  }

  startSeconds(functionId: number): number {
    return this.cluster.images[functionId].startSeconds;
  }

  begin(copy: number, now: number): void {
    const { cluster } = this;
    const { manifestSeconds, loadSeconds, inspectSeconds } = cluster.parameters;
    cluster.network.expect(copy);
    cluster.trees.insert(copy, now);
    const manifest = cluster.work(copy, 0, manifestSeconds);
    const load = cluster.work(copy, 1, loadSeconds);
    const inspect = cluster.work(copy, 2, inspectSeconds);
    cluster.prepare(copy, [manifest, load, inspect], now);
  }

  prepared(copy: number, now: number): void {
    const { copies, network, images } = this.cluster;
    const { wireMB, paceMBps } = images[copies.functionId[copy]];
    const source = this.#source(copy);
    copies.phase[copy] = Phase.fetching;
    network.begin(copy, copies.upstream[copy], copies.vm[copy], wireMB, paceMBps, this.#feeder(source), now);
    this.cluster.treeRecorder.fetching(copy, now);
  }

  flowDone(copy: number, now: number): void {
    const { copies, parameters, trees } = this.cluster;
    const source = trees.upstreamOf(copy);
    let complete = now;
    if (source !== REGISTRY) {
      let first = copies.preparedAt[copy];
      if (copies.firstBlockAt[source] > first) first = copies.firstBlockAt[source];
      if (copies.fetchedAt[source] > complete) complete = copies.fetchedAt[source];
      complete += parameters.hopSeconds;
      copies.firstBlockAt[copy] = first + parameters.hopSeconds;
    }
    this.cluster.arrived(copy, complete);
  }

  leave(copy: number, now: number): void {
    const { copies, network, trees } = this.cluster;
    if (Number.isNaN(copies.fetchedAt[copy])) network.stop(copy, now);
    trees.delete(copy, now);
  }

  /** The copy that this one is fetched from, or -1 for the registry; notes its VM. */
  #source(copy: number): number {
    const { copies, trees } = this.cluster;
    const source = trees.upstreamOf(copy);
    copies.upstream[copy] = source === REGISTRY ? REGISTRY : copies.vm[source];
    return source;
  }

  /** The flow that brings the blocks to whoever sends them; -1 where all are there. */
  #feeder(source: number): number {
    return source !== REGISTRY && Number.isNaN(this.cluster.copies.fetchedAt[source]) ? source : -1;
  }

  /** The copy has a new upstream; if it is being fetched, it goes on from there. */
  #follow(copy: number, now: number): void {
    const { copies, network, treeRecorder } = this.cluster;
    if (!network.isOpen(copy)) return;
    const source = this.#source(copy);
    network.redirect(copy, copies.upstream[copy], copies.vm[copy], this.#feeder(source), now);
    treeRecorder.fetching(copy, now);
  }
}
