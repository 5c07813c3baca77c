import type { Cluster } from '../cluster/cluster';
import { Phase } from '../cluster/copies';
import { ANY_VM, REGISTRY } from '../cluster/network';
import { wireBlockMB } from '../images';
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
    'The bound of each image is as if no other were under way: the registry sends it once, and which VM sends the rest is left open.',
  ],
  provisioner: (cluster) => new Optimal(cluster),
};

class Optimal implements Provisioner {
  readonly lazy = true;
  readonly requestMB: number;
  /** Functions whose image the registry has sent once. */
  readonly #sent = new Set<number>();

  constructor(private readonly cluster: Cluster) {
    this.requestMB = wireBlockMB(cluster.parameters.blockKB, cluster.parameters);
  }

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
    const { copies, images, parameters } = this.cluster;
    const functionId = copies.functionId[copy];
    const { wireMB } = images[functionId];
    copies.phase[copy] = Phase.fetching;
    const source = this.#sent.has(functionId) ? ANY_VM : REGISTRY;
    this.#sent.add(functionId);
    const arrives = now + wireMB / Math.min(parameters.nicMBps, parameters.registryMBps);
    copies.upstream[copy] = source;
    this.cluster.deliver(copy, source, wireMB, now, arrives);
    this.cluster.arrived(copy, arrives);
  }

  flowDone(): void {}

  leave(): void {}
}
