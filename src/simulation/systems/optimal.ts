import type { Cluster } from '../cluster/cluster';
import { ANY_VM, REGISTRY } from '../cluster/network';
import { Phase } from '../cluster/replicas';
import { amplification, wireBlockMB } from '../images';
import type { Provisioner, System } from './system';

/**
 * A lower bound for any scheme on the same NICs and registry: the minimum distribution time of peer-assisted file
 * distribution (Kumar and Ross, 2006), max(F/u_s, F/d, N·F/(u_s + Σu)). NICs send as fast as they receive, so the third
 * term never exceeds the other two. F/d counts from each VM's first moment; F/u_s, the time in which the registry sends
 * an image once, from that of the image's first VM.
 */
export const optimal: System = {
  name: 'optimal',
  label: 'Lower bound',
  kind: 'bound',
  description:
    'No scheme can be faster on these NICs and this registry: the minimum distribution time of Kumar and Ross.',
  topology: 'unordered',
  preparation: ['manifest', 'image load', 'inspect'],
  assumptions: [
    "The bound holds for what a start reads, in blocks so small that no unneeded byte is fetched; the fixed stages and the start itself are the same as FaaSNet's.",
    'The bound of each image ignores the other images: the registry sends it once, and which VM sends the rest is left open.',
    'Starts that share a VM do not slow each other: in which order they would end depends on the scheme.',
    "It is no bound for what lies elsewhere than in the registry beforehand, as images do on DADI's root and Kraken's origin, where the registry is slower than a NIC.",
  ],
  provisioner: (cluster) => new Optimal(cluster),
};

class Optimal implements Provisioner {
  readonly lazy = true;
  /** Sharing may let one start end earlier, and another later, than where all begin at once. */
  readonly startsAlone = true;
  readonly requestMB: number;
  /** By function: when the registry could begin to send its image. */
  readonly #sentFrom = new Map<number, number>();

  constructor(private readonly cluster: Cluster) {
    this.requestMB = wireBlockMB(cluster.parameters.readGrainKB, cluster.parameters);
  }

  startSeconds(functionId: number): number {
    return this.cluster.images[functionId].startSeconds;
  }

  begin(replica: number, now: number): void {
    const { parameters } = this.cluster;
    const { manifestSeconds, loadSeconds, inspectSeconds } = parameters;
    const manifest = this.cluster.work(replica, 0, manifestSeconds);
    const load = this.cluster.work(replica, 1, loadSeconds);
    const inspect = this.cluster.work(replica, 2, inspectSeconds);
    this.cluster.prepare(replica, [manifest, load, inspect], now);
  }

  prepared(replica: number, now: number): void {
    const { replicas, images, parameters } = this.cluster;
    const functionId = replicas.functionId[replica];
    const megabytes = images[functionId].wireMB / amplification(parameters.blockKB, parameters);
    replicas.phase[replica] = Phase.fetching;
    const first = this.#sentFrom.get(functionId);
    if (first === undefined) this.#sentFrom.set(functionId, now);
    const source = first === undefined ? REGISTRY : ANY_VM;
    const sent = (first ?? now) + megabytes / parameters.registryMBps;
    const arrives = Math.max(sent, now + megabytes / parameters.nicMBps);
    replicas.upstream[replica] = source;
    this.cluster.deliver(replica, source, megabytes, now, arrives);
    this.cluster.firstBlock(replica, now);
    this.cluster.arrived(replica, arrives);
  }

  flowDone(): void {}

  leave(): void {}
}
