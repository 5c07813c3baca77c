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
  preparation: ['manifest', 'image load', 'inspect'],
  assumptions: ['A VM whose upstream changes keeps the blocks it has and asks the new upstream for the rest.'],
  provisioner: (cluster) => new FaasNet(cluster),
};

class FaasNet implements Provisioner {
  readonly lazy = true;
  readonly requestMB: number;

  constructor(private readonly cluster: Cluster) {
    this.requestMB = wireBlockMB(cluster.parameters.blockKB, cluster.parameters);
    cluster.trees.onReparent = (functionId, vm, now) => this.#follow(functionId, vm, now);
  }

  startSeconds(functionId: number): number {
    return this.cluster.images[functionId].startSeconds;
  }

  begin(copy: number, now: number): void {
    const { cluster } = this;
    const { manifestSeconds, loadSeconds, inspectSeconds } = cluster.parameters;
    cluster.network.expect(copy);
    cluster.trees.insert(cluster.copies.functionId[copy], cluster.copies.vm[copy], now);
    const manifest = cluster.work(copy, 0, manifestSeconds);
    const load = cluster.work(copy, 1, loadSeconds);
    const inspect = cluster.work(copy, 2, inspectSeconds);
    cluster.prepare(copy, [manifest, load, inspect], now);
  }

  prepared(copy: number, now: number): void {
    const { copies, network, images } = this.cluster;
    const { wireMB, paceMBps } = images[copies.functionId[copy]];
    const upstream = this.#upstreamOf(copy);
    copies.phase[copy] = Phase.fetching;
    network.begin(copy, upstream, copies.vm[copy], wireMB, paceMBps, this.#feeder(copy, upstream), now);
    this.cluster.trees.fetching(copy, upstream, now);
  }

  flowDone(copy: number, now: number): void {
    const { copies, parameters } = this.cluster;
    const upstream = copies.upstream[copy];
    let complete = now;
    if (upstream !== REGISTRY) {
      const source = copies.find(upstream, copies.functionId[copy]);
      let first = copies.preparedAt[copy];
      if (source >= 0) {
        if (copies.fetchedAt[source] > complete) complete = copies.fetchedAt[source];
        if (copies.firstBlockAt[source] > first) first = copies.firstBlockAt[source];
      }
      complete += parameters.hopSeconds;
      copies.firstBlockAt[copy] = first + parameters.hopSeconds;
    }
    this.cluster.arrived(copy, complete);
  }

  leave(copy: number, now: number): void {
    const { copies, network, trees } = this.cluster;
    if (Number.isNaN(copies.fetchedAt[copy])) network.stop(copy, now);
    trees.delete(copies.functionId[copy], copies.vm[copy], now);
  }

  #upstreamOf(copy: number): number {
    const { copies, trees } = this.cluster;
    const upstream = trees.upstreamOf(copies.functionId[copy], copies.vm[copy]);
    copies.upstream[copy] = upstream;
    return upstream;
  }

  /** The flow by which the upstream VM gets the blocks itself; -1 where it has them all. */
  #feeder(copy: number, upstream: number): number {
    const { copies } = this.cluster;
    if (upstream === REGISTRY) return -1;
    const source = copies.find(upstream, copies.functionId[copy]);
    return Number.isNaN(copies.fetchedAt[source]) ? source : -1;
  }

  /** The VM has a new upstream; where it fetches, it goes on from there. */
  #follow(functionId: number, vm: number, now: number): void {
    const { copies, network, trees } = this.cluster;
    const copy = copies.find(vm, functionId);
    if (copy < 0 || !network.isOpen(copy)) return;
    const upstream = this.#upstreamOf(copy);
    network.redirect(copy, upstream, vm, this.#feeder(copy, upstream), now);
    trees.fetching(copy, upstream, now);
  }
}
