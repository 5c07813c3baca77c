import type { Cluster } from '../cluster/cluster';
import { REGISTRY } from '../cluster/network';
import { Phase } from '../cluster/replicas';
import { PullSessions, SESSION } from './session';
import type { Provisioner, System } from './system';
import { UNPACKED_AS_THEY_COME, unpackingMBps } from './unpacking';

/** Function Compute's way before FaaSNet (ATC'21 §4.1): a plain `docker pull`. */
export const baseline: System = {
  name: 'baseline',
  label: 'Baseline',
  kind: 'full pull',
  description: 'Every VM pulls the whole image from the registry and unpacks it before the container starts.',
  topology: 'star',
  preparation: [SESSION, 'pull'],
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

  begin(replica: number, now: number): void {
    const { cluster } = this;
    const pull = cluster.images[cluster.replicas.functionId[replica]].imageMB / this.readPace();
    // Reads have one rate for all, so the scatter of unpacking is added before the read begins.
    const early = Math.max(0, cluster.work(replica, 0, pull) - pull);
    cluster.prepare(replica, [this.#sessions.open(now), early], now);
  }

  prepared(replica: number, now: number): void {
    const { replicas, readers, images } = this.cluster;
    replicas.phase[replica] = Phase.fetching;
    replicas.upstream[replica] = REGISTRY;
    const { imageMB } = images[replicas.functionId[replica]];
    readers.begin(replica, replicas.vm[replica], imageMB, now, imageMB * this.cluster.factor(replica));
  }

  flowDone(replica: number, now: number): void {
    this.cluster.arrived(replica, now);
  }

  leave(replica: number, now: number): void {
    const { replicas, readers } = this.cluster;
    if (readers.has(replica)) readers.stop(replica, replicas.vm[replica], now);
  }
}
