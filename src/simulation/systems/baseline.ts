import type { Cluster } from '../cluster/cluster';
import { Phase } from '../cluster/copies';
import { REGISTRY } from '../cluster/network';
import type { Provisioner, System } from './system';

/** Function Compute's way before FaaSNet (ATC'21 §4.1): a plain `docker pull`. */
export const baseline: System = {
  name: 'baseline',
  label: 'Baseline',
  description: 'Every VM pulls the whole image from the registry and unpacks it before the container starts.',
  preparation: [],
  assumptions: ['Layers are unpacked as they come in, so a VM pulls no faster than it unpacks.'],
  provisioner: (cluster) => new Baseline(cluster),
};

class Baseline implements Provisioner {
  readonly lazy = false;

  constructor(private readonly cluster: Cluster) {}

  startSeconds(): number {
    return this.cluster.parameters['baseline.startSeconds'];
  }

  begin(copy: number, now: number): void {
    this.cluster.network.expect(copy);
    this.cluster.prepare(copy, [], now);
  }

  prepared(copy: number, now: number): void {
    const { copies, network, images, parameters } = this.cluster;
    const { imageMB } = images[copies.functionId[copy]];
    copies.phase[copy] = Phase.fetching;
    copies.upstream[copy] = REGISTRY;
    network.begin(copy, REGISTRY, copies.vm[copy], imageMB, 0, parameters['baseline.unpackMBps'], -1, now);
  }

  flowDone(copy: number, now: number): void {
    this.cluster.arrived(copy, now);
  }

  leave(copy: number, now: number): void {
    if (Number.isNaN(this.cluster.copies.fetchedAt[copy])) this.cluster.network.stop(copy, now);
  }
}
