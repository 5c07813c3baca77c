import type { Cluster } from '../cluster/cluster';
import { REGISTRY } from '../cluster/network';
import { Phase } from '../cluster/replicas';
import { startServers, startSpeed } from '../cluster/startSpeed';
import { wireBlockMB } from '../images';
import { PullSessions, SESSION } from './session';
import type { Provisioner, System } from './system';

/**
 * The baseline with lazy fetch (ATC'21 §4.1): blocks come from the registry as the start asks for them, one request
 * after another.
 */
export const onDemand: System = {
  name: 'on-demand',
  label: 'On-demand',
  kind: 'direct',
  description: 'Every VM fetches from the registry the blocks that its start asks for, one request after another.',
  topology: 'star',
  preparation: [SESSION, 'image load'],
  assumptions: ['A start asks for a block only once it has worked through the one before.'],
  provisioner: (cluster) => new OnDemand(cluster),
};

class OnDemand implements Provisioner {
  readonly lazy = true;
  readonly requestMB: number;
  readonly #sessions: PullSessions;
  /** Seconds that a start works on a block. */
  readonly #blockSeconds: number;
  /** Starts that a VM's vCPUs serve at full speed. */
  readonly #servers: number;

  constructor(private readonly cluster: Cluster) {
    const { parameters } = cluster;
    this.#sessions = new PullSessions(parameters['registry.sessionSeconds']);
    this.requestMB = wireBlockMB(parameters.blockKB, parameters);
    this.#servers = startServers(parameters);
    this.#blockSeconds = (parameters.blockKB * 1024) / 1e6 / parameters.startMBps;
  }

  startSeconds(functionId: number): number {
    return this.cluster.images[functionId].startSeconds;
  }

  /**
   * The registry has blocks on many servers: a request queues behind other VMs' requests to the same server. A start
   * works on each block that it gets, more slowly where it shares vCPUs.
   */
  readPace(readers: number, onVm: number): number {
    const { parameters } = this.cluster;
    const answer = parameters['registry.answerSeconds'] + (readers - 1) / parameters['registry.requestsPerSecond'];
    const seconds = this.#blockSeconds + answer;
    const wait = this.#blockSeconds * parameters.startWaitShare + answer;
    return (this.requestMB / seconds) * startSpeed(onVm, this.#servers, wait / seconds);
  }

  begin(replica: number, now: number): void {
    const { cluster } = this;
    const load = cluster.work(replica, 0, cluster.parameters.loadSeconds);
    cluster.prepare(replica, [this.#sessions.open(now), load], now);
  }

  prepared(replica: number, now: number): void {
    const { replicas, readers, images } = this.cluster;
    replicas.phase[replica] = Phase.fetching;
    replicas.upstream[replica] = REGISTRY;
    const { wireMB } = images[replicas.functionId[replica]];
    readers.begin(replica, replicas.vm[replica], wireMB, now, wireMB * this.#slowness(replica));
    this.cluster.firstBlock(replica, now);
  }

  /**
   * How much longer than at the common pace a start reads that works more on each block than the parameters say. Exact
   * with one reader; with many, the registry's answers take a larger part of a block's time than is assumed here.
   */
  #slowness(replica: number): number {
    const answer = this.cluster.parameters['registry.answerSeconds'];
    const seconds = this.#blockSeconds * this.cluster.startFactor(replica) + answer;
    return (this.cluster.factor(replica) * seconds) / (this.#blockSeconds + answer);
  }

  flowDone(replica: number, now: number): void {
    this.cluster.arrived(replica, now);
  }

  leave(replica: number, now: number): void {
    const { replicas, readers } = this.cluster;
    if (readers.has(replica)) readers.stop(replica, replicas.vm[replica], now);
  }
}
