import type { Cluster } from '../cluster/cluster';
import { Phase } from '../cluster/copies';
import { REGISTRY } from '../cluster/network';
import type { Provisioner, System } from './system';

/**
 * A lower bound for any scheme on the same NICs and registry: the minimum distribution time of peer-assisted file distribution (Kumar and Ross, 2006),
 * max(F/u_s, F/d, N·F/(u_s + Σu)). With NICs as wide out as in, the third term never exceeds the other two, so the bound is the same for every VM.
 */
export const optimal: System = {
  name: 'optimal',
  label: 'Lower bound',
  description:
    'No scheme can be faster on these NICs and this registry: the minimum distribution time of Kumar and Ross.',
  preparation: ['manifest', 'image load', 'inspect'],
  assumptions: [
    "The bound holds for the blocks that a start touches; the fixed stages and the start itself are the same as FaaSNet's.",
  ],
  provisioner: (cluster) => new Optimal(cluster),
};

class Optimal implements Provisioner {
  readonly lazy = true;
  /** Functions whose image the registry has sent once. */
  readonly #sent = new Set<number>();

  constructor(private readonly cluster: Cluster) {}

  startSeconds(functionId: number): number {
    return this.cluster.images[functionId].startSeconds;
  }

  begin(copy: number, now: number): void {
    const { parameters } = this.cluster;
    const { manifestSeconds, loadSeconds, inspectSeconds } = parameters;
    const manifest = this.cluster.work(copy, 0, manifestSeconds);
    const load = this.cluster.work(copy, 1, loadSeconds);
    const inspect = this.cluster.work(copy, 2, inspectSeconds);
    this.cluster.prepare(copy, [manifest, load, inspect], now);
  }

  prepared(copy: number, now: number): void {
    const { copies, network, images, parameters } = this.cluster;
    const functionId = copies.functionId[copy];
    const { wireMB } = images[functionId];
    copies.phase[copy] = Phase.fetching;
    copies.upstream[copy] = REGISTRY;
    if (!this.#sent.has(functionId)) network.sendFromRegistry(wireMB);
    this.#sent.add(functionId);
    this.cluster.arrived(copy, now + wireMB / Math.min(parameters.nicMBps, parameters.registryMBps));
  }

  flowDone(): void {}

  leave(): void {}
}
