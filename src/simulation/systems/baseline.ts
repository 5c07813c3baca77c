import type { Cluster } from '../cluster/cluster';
import { Phase } from '../cluster/copies';
import { REGISTRY } from '../cluster/network';
import { PullSessions } from './session';
import type { Provisioner, System } from './system';
import { UNPACKED_AS_THEY_COME, unpackingMBps } from './unpacking';

/** Function Compute's way before FaaSNet (ATC'21 §4.1): a plain `docker pull`. */
export const baseline: System = {
  name: 'baseline',
  label: 'Baseline',
  description: 'Every VM pulls the whole image from the registry and unpacks it before the container starts.',
  preparation: ['session', 'pull'],
  assumptions: [UNPACKED_AS_THEY_COME],
  intakeMBps: (parameters) => unpackingMBps(parameters['baseline.unpackMBps'], parameters),
  provisioner: (cluster) => new Baseline(cluster),
};

class Baseline implements Provisioner {
  readonly lazy = false;
  readonly #sessions: PullSessions;

  constructor(private readonly cluster: Cluster) {
    this.#sessions = new PullSessions(cluster.parameters['registry.sessionSeconds']);
  }

  startSeconds(): number {
    return this.cluster.parameters['baseline.startSeconds'];
  }

  readPace(): number {
    return this.cluster.parameters['baseline.unpackMBps'];
  }

  begin(copy: number, now: number): void {
    const { cluster } = this;
    const pull = cluster.images[cluster.copies.functionId[copy]].imageMB / this.readPace();
    // What unpacking takes more or less than usual shows before the bytes begin to flow: their pace is the same for all.
    const early = Math.max(0, cluster.work(copy, 0, pull) - pull);
    cluster.prepare(copy, [this.#sessions.open(now), early], now);
  }

  prepared(copy: number, now: number): void {
    const { copies, readers, images } = this.cluster;
    copies.phase[copy] = Phase.fetching;
    copies.upstream[copy] = REGISTRY;
    readers.begin(copy, copies.vm[copy], images[copies.functionId[copy]].imageMB, now);
  }

  flowDone(copy: number, now: number): void {
    this.cluster.arrived(copy, now);
  }

  leave(copy: number, now: number): void {
    const { copies, readers } = this.cluster;
    if (readers.has(copy)) readers.stop(copy, copies.vm[copy], now);
  }
}
