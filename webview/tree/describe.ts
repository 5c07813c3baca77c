import type { TreeSnapshot } from '../../src/protocol/queries';
import { count, counted, duration, percent } from '../../src/text';

/** "63 VMs on 6 levels (height 5 edges): …". Counts of states are of the VMs that are drawn. */
export function treeSummary(snapshot: TreeSnapshot): string {
  if (snapshot.vms === 0) return 'The tree is empty at this moment.';
  const ready = snapshot.state.filter((state) => state === 'ready').length;
  const fetching = snapshot.fetching.filter(Boolean).length;
  const drawn = snapshot.omitted > 0 ? ` Of the ${count(snapshot.vm.length)} drawn:` : '';
  const shape = `${counted(snapshot.vms, 'VM')} on ${counted(snapshot.height + 1, 'level')} (height ${counted(snapshot.height, 'edge')}).`;
  return `${shape}${drawn} ${count(ready)} ready, ${count(snapshot.vm.length - ready)} provisioning, ${count(fetching)} fetching now.`;
}

export interface VmDescription {
  readonly title: string;
  readonly state: string;
  readonly source: string;
  readonly downstream: string;
  readonly level: string;
  /** When its container was requested and when it started; null if that has not happened yet. */
  readonly requested: string | null;
  readonly started: string | null;
}

/** A VM of the snapshot in words. @param depth edges from the first level @param downstream VMs that it feeds */
export function describeVm(snapshot: TreeSnapshot, index: number, depth: number, downstream: number): VmDescription {
  const upstream = snapshot.upstream[index];
  const fetching = snapshot.fetching[index];
  const ofFunctionTree = snapshot.top === 'registry';
  const top = ofFunctionTree ? 'the registry' : 'the root VM';
  const from = upstream < 0 ? top : `VM ${snapshot.vm[upstream]}`;
  const arrived = percent(snapshot.progress[index], 0);
  const state = snapshot.state[index] === 'ready' ? 'ready' : `provisioning, ${arrived} of the blocks needed for start`;
  return {
    title: upstream < 0 && ofFunctionTree ? `Root VM ${snapshot.vm[index]}` : `VM ${snapshot.vm[index]}`,
    state,
    source: fetching ? `fetching from ${from}` : `upstream is ${from}`,
    downstream: downstream === 0 ? 'feeds no VM' : `feeds ${counted(downstream, 'VM')}`,
    level: `level ${depth + 1}`,
    requested: moment(snapshot.requestedAt[index]),
    started: moment(snapshot.startedAt[index]),
  };
}

/** A simulated time in words; null for NaN, a time that has not come. */
function moment(seconds: number): string | null {
  return Number.isNaN(seconds) ? null : duration(seconds);
}
