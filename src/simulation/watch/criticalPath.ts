import { quantile } from '../../numeric';
import type { CriticalPath, PathStep } from '../answers';
import type { Run, RunResult } from '../types';
import { Delays } from './delays';
import { NOBODY, PathParts } from './pathParts';
import { textOf } from './pathText';
import type { Placement, Served } from './records';
import type { Recording } from './watchFunction';

/** Relative to the clock. */
const ROUNDING = 1e-12;

/**
 * Why a cold start, or a request that a new container served, took so long. At each moment between its arrival and its
 * start there is exactly one cause, so the steps add up to the latency:
 *
 * 1. Until it is placed: the queue. A placement on a VM that fails counts as that failure, until it is noticed.
 * 2. What it waited for last decides the rest. If its work ended after its last block came: the work; before it, what
 *    kept the first block (of a whole-image system, the whole image) from coming. Otherwise: what kept the last block.
 * 3. Blocks: the VM's own preparation; then what limits its flow at each moment (its own pace, a NIC, the registry). A
 *    flow that waits for the upstream VM has the cause that the upstream VM has at that moment.
 * 4. Hops, from the last up, as long as blocks come later than the flow says; then what the platform adds.
 *
 * A read of the registry at `k` times the pace that it would have alone counts for `k` of each second as the VM's own,
 * and for the rest as the registry's load or as other starts on the VM.
 *
 * @param recording of its function, from its arrival to its start or longer; null for one that an existing container
 *   served
 */
export function criticalPathOf(run: Run, recording: Recording | null, result: RunResult, row: number): CriticalPath {
  const { arrival, functionId, requests = false } = run.workload;
  const parts = new PathParts();
  const latency = result.provisioning[row];
  const started = arrival[row] + latency;
  const upstreams = recording ? explain(recording, row, parts) : [];
  if (!recording) parts.add({ cause: 'queue', vm: NOBODY, from: arrival[row], to: started });
  const words = { requests, lazy: recording?.watch.provisioner.lazy ?? true, vms: run.parameters.vms };
  return {
    row,
    functionId: functionId[row],
    vm: result.vm[row],
    arrival: arrival[row],
    started,
    latency,
    median: medianOf(run.workload.functionId, functionId[row], result),
    steps: parts.all().map(
      ({ from, to, seconds, ...part }): PathStep => ({
        cause: part.cause,
        vm: part.vm === NOBODY ? null : part.vm,
        text: textOf(part, words),
        seconds,
        from,
        to,
      }),
    ),
    upstreams,
  };
}

/** Adds the parts of the start; returns the VMs from which its blocks came. */
function explain({ run, watch }: Recording, row: number, parts: PathParts): number[] {
  const served = watch.served.findLast((one) => one.row === row)!;
  const delays = new Delays(watch, parts);
  const last = served.placements[served.placements.length - 1];
  const placed = beforePlacement(served, run.workload.arrival[row], parts, watch.cuts.get(row));
  const { stay, workFrom, workedAt } = last;
  const { fetchedAt } = stay;
  const image = Math.max(fetchedAt, placed);
  if (workedAt >= image) {
    if (watch.provisioner.lazy) delays.firstBlock(stay, placed, workFrom);
    else delays.allBlocks(stay, placed, workFrom);
    addWork(last, placed, watch.creationSeconds, parts);
  } else {
    delays.allBlocks(stay, placed, image);
  }
  parts.add({ cause: 'platform', vm: stay.vm, from: Math.max(workedAt, image), to: served.time });
  return fetchedAt > placed ? upstreamsOf(last, delays, run.parameters.vms, watch.system.topology === 'tree') : [];
}

/** Adds what came before the container's last placement. Returns when that was, or the arrival if that is later. */
function beforePlacement(
  { placements, time }: Served,
  arrival: number,
  parts: PathParts,
  cut: { readonly vm: number; readonly time: number } | undefined,
): number {
  let at = arrival;
  const pass = (cause: 'queue' | 'failure', vm: number, until: number) => {
    if (!(until > at)) return;
    parts.add({ cause, vm, from: at, to: until });
    at = until;
  };
  placements.slice(0, -1).forEach(({ stay, at: placed }) => {
    if (!(stay.leftAt > at)) return;
    pass('queue', NOBODY, placed);
    pass('failure', stay.vm, Math.min(stay.leftAt, time));
  });
  if (cut && cut.time < time) pass('failure', cut.vm, cut.time);
  pass('queue', NOBODY, placements[placements.length - 1].at);
  return at;
}

/**
 * Adds the container's work from `from` on: a request may arrive while the container that serves it starts. Alone, it
 * would have taken `workSeconds`, of which at most `creation` are its creation.
 */
function addWork(
  { stay, workFrom, workSeconds, createdAt, workedAt }: Placement,
  from: number,
  creation: number,
  parts: PathParts,
): void {
  const { vm } = stay;
  const created = Math.min(createdAt, workedAt);
  const alone = workSeconds - Math.min(creation, workSeconds);
  // What is left by rounding is nothing that others add.
  const isShared = workedAt - created - alone > ROUNDING * workedAt;
  const begin = Math.max(created, from);
  const seconds = (workedAt - begin) * (isShared ? alone / (workedAt - created) : 1);
  parts.add({ cause: 'creation', vm, from: Math.max(workFrom, from), to: created });
  parts.add({ cause: 'start', vm, from: begin, to: workedAt, seconds });
  parts.add({ cause: 'sharedVm', vm, from: begin, to: workedAt, seconds: workedAt - begin - seconds });
}

/** Of the pool, the nearest first. @param toTheTop whether to go on with the VMs from which their blocks came */
function upstreamsOf({ stay }: Placement, delays: Delays, vms: number, toTheTop: boolean): number[] {
  const upstreams: number[] = [];
  let source = delays.sourceAt(stay, stay.flowEnd);
  for (let time = stay.flowEnd; source >= 0 && source < vms && !upstreams.includes(source); ) {
    upstreams.push(source);
    const next = toTheTop ? delays.stayOn(source, time) : undefined;
    if (!next) break;
    time = Math.min(time, next.flowEnd);
    source = delays.sourceAt(next, time);
  }
  return upstreams;
}

/** Of the function's latencies; those that requests without an answer lack do not count. */
function medianOf(functions: Uint32Array, functionId: number, { provisioning, warm }: RunResult): number {
  const own = provisioning.filter(
    (seconds, row) => functions[row] === functionId && warm?.[row] !== 1 && !Number.isNaN(seconds),
  );
  return own.length > 0 ? quantile(own.sort(), 0.5) : Number.NaN;
}
