/** Why a start was not further at a moment. */
export const DELAY_CAUSES = [
  /** No VM had room, or no container was free for the request. */
  'queue',
  /** A VM that it had been placed on, or its upstream, had failed. */
  'failure',
  /** A VM was in a stage of its preparation. */
  'preparation',
  /** A VM was prepared, and nobody could send to it yet. */
  'turn',
  /** The registry answered many VMs at once. */
  'registryLoad',
  /** The registry's bandwidth was used up. */
  'registryBandwidth',
  /** A VM's NIC received as fast as it can, or sent as fast as it can. */
  'nicIn',
  'nicOut',
  /** A VM took blocks only as fast as it works through them. */
  'pace',
  /** Blocks travelled from an upstream VM to the next. */
  'hop',
  /** The last pieces had not come. */
  'lastPieces',
  /** The VM created other containers first, or this one. */
  'creation',
  /** The container started; and what other starts on the VM added. */
  'start',
  'sharedVm',
  /** What the platform adds to each start. */
  'platform',
] as const;

export type DelayCause = (typeof DELAY_CAUSES)[number];

export interface PathStep {
  readonly cause: DelayCause;
  /** Number of the VM that it happened on; null for the registry and the queue. */
  readonly vm: number | null;
  /** One line: what took so long, without its seconds. */
  readonly text: string;
  /** Seconds of the latency. At most `to` − `from`: less where several causes alternate. */
  readonly seconds: number;
  readonly from: number;
  readonly to: number;
}

/** Why a cold start took so long. The seconds of its steps add up to its provisioning latency. */
export interface CriticalPath {
  readonly row: number;
  readonly functionId: number;
  /** Number of the VM that it started on. */
  readonly vm: number;
  readonly arrival: number;
  readonly started: number;
  /** Provisioning latency, seconds; and the median of the function's starts in this run. */
  readonly latency: number;
  readonly median: number;
  /** In order of time. */
  readonly steps: readonly PathStep[];
  /** Numbers of the VMs from which its blocks came, the nearest first; its own is not among them. */
  readonly upstreams: readonly number[];
}
