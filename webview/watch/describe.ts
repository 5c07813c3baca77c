import { count, counted, percent } from '../../src/text';
import { TreeLayout } from './layout/treeLayout';
import { NOWHERE, STATE, STATES } from './model/codes';
import { vmName } from './model/eventList';
import type { Watching } from './watching';

export interface VmFacts {
  /** "VM 12". */
  readonly name: string;
  /** "fetching, 48 % of its blocks". */
  readonly state: string;
  /** "level 3" in a tree. */
  readonly level: string | null;
  /** Index of the VM above in a tree, or of the VM that sends to it; or a `NotAVm`; −4 for none. */
  readonly upstream: number;
  /** VMs below it in a tree; elsewhere those to which it sends now. */
  readonly downstream: number;
}

/** A VM at the clock's time. */
export function factsOf({ playback, layout, timeline }: Watching, vm: number): VmFacts {
  const state = playback.state[vm];
  const share = state === STATE.fetching ? `, ${percent(playback.share[vm])} of its blocks` : '';
  const isTree = layout instanceof TreeLayout;
  const isInTree = isTree && playback.upstream[vm] !== NOWHERE;
  return {
    name: `VM ${timeline.vms[vm]}`,
    state: `${state === STATE.absent ? 'without the image' : STATES[state]}${share}`,
    level: isInTree ? `level ${layout.shape.depth[vm]}` : null,
    upstream: isTree ? playback.upstream[vm] : playback.source[vm],
    downstream: isInTree ? belowOf(layout, vm) : fedBy(playback, vm),
  };
}

/** One line, for screen readers and the tooltip. */
export function vmSentence(watching: Watching, vm: number): string {
  const { name, state, level, upstream, downstream } = factsOf(watching, vm);
  const parts = [state];
  if (level) parts.push(level);
  if (upstream !== NOWHERE) parts.push(`${level ? 'below' : 'from'} ${vmName(watching.playback, upstream)}`);
  if (downstream > 0) parts.push(`feeds ${counted(downstream, 'VM')}`);
  return `${name}: ${parts.join(', ')}`;
}

function belowOf({ shape }: TreeLayout, vm: number): number {
  let count = 0;
  for (let below = shape.firstBelow[vm]; below >= 0; below = shape.next[below]) count++;
  return count;
}

/** VMs to which a VM sends now. */
function fedBy({ source }: Watching['playback'], vm: number): number {
  let count = 0;
  for (const from of source) if (from === vm) count++;
  return count;
}

/** The moment in a sentence. */
export function momentSentence({ playback, layout }: Watching): string {
  const { tally, vms } = playback;
  const there = vms - tally[STATE.absent];
  const shape = layout instanceof TreeLayout ? ` on ${counted(layout.shape.height, 'level')}` : '';
  const states = STATES.slice(0, -1)
    .map((name, state) => ({ name, vms: tally[state] }))
    .filter((one) => one.vms > 0)
    .map((one) => `${count(one.vms)} ${one.name}`);
  return there === 0 ? 'No VM holds the image.' : `${counted(there, 'VM')}${shape}: ${states.join(', ')}.`;
}
