import { counted } from '../../../src/text';
import { EVENT, EXTRA_VM, OTHER_VMS, REGISTRY } from './codes';
import { countUpTo } from './cursors';
import type { Playback } from './playback';

/** Which events are listed and stepped through. */
export const EVENT_CHOICES = [
  { value: 'main', label: 'Main events' },
  { value: 'rare', label: 'Failures and moves' },
  { value: 'all', label: 'All events' },
  { value: 'vm', label: 'Of the followed VM' },
] as const;

export type EventChoice = (typeof EVENT_CHOICES)[number]['value'];

const RARE = [EVENT.rotate, EVENT.reparent, EVENT.failed, EVENT.noticed, EVENT.evicted];
const MAIN = [...RARE, EVENT.insert, EVENT.remove, EVENT.ready, EVENT.reclaimed];

const RARE_KINDS: ReadonlySet<number> = new Set(RARE);
const MAIN_KINDS: ReadonlySet<number> = new Set(MAIN);

export function isRare(kind: number): boolean {
  return RARE_KINDS.has(kind);
}

/** An entry of the list: several re-parentings to one VM at one time are one, and so are VMs that join at one time. */
export interface EventEntry {
  readonly time: number;
  readonly kind: number;
  /** The first VM that it is about, an index. */
  readonly vm: number;
  readonly text: string;
}

/** Events of a timeline, chosen, in order of time. Entries are worded when they are asked for. */
export class EventList {
  /** The events that are listed, and where those of each entry begin among them. */
  readonly #listed: number[] = [];
  readonly #firsts: number[] = [];
  readonly #times: number[] = [];

  /** @param vm index of the followed VM, for the choice 'vm' */
  constructor(
    private readonly playback: Playback,
    choice: EventChoice,
    vm: number,
  ) {
    const { events } = playback.timeline;
    for (let at = 0; at < events.time.length; at++) {
      if (!isChosen(playback, at, choice, vm)) continue;
      const first = this.#listed[this.#firsts[this.#firsts.length - 1]];
      if (first === undefined || !this.#joins(first, at)) {
        this.#firsts.push(this.#listed.length);
        this.#times.push(events.time[at]);
      }
      this.#listed.push(at);
    }
  }

  #joins(first: number, at: number): boolean {
    const { time, other } = this.playback.timeline.events;
    const kind = this.playback.kindOf(first);
    if (this.playback.kindOf(at) !== kind || time[first] !== time[at]) return false;
    return kind === EVENT.insert || (kind === EVENT.reparent && other[first] === other[at]);
  }

  get length(): number {
    return this.#firsts.length;
  }

  timeOf(entry: number): number {
    return this.#times[entry];
  }

  /** How many entries have happened at `time`. */
  happened(time: number): number {
    return countUpTo(this.#times, time);
  }

  /** The time of the next entry after `time`, or of the last before it; null if there is none. */
  neighbour(time: number, direction: 1 | -1): number | null {
    if (direction > 0) return this.#times[this.happened(time)] ?? null;
    let at = this.happened(time) - 1;
    while (at >= 0 && this.#times[at] >= time) at--;
    return this.#times[at] ?? null;
  }

  /** What happens at a time, a few entries of it. */
  textsAt(time: number): readonly string[] {
    const end = this.happened(time);
    let first = end;
    while (first > 0 && end - first < MOST_TOLD && this.#times[first - 1] === time) first--;
    return Array.from({ length: end - first }, (_, at) => this.at(first + at).text);
  }

  at(entry: number): EventEntry {
    const { vm, other } = this.playback.timeline.events;
    const listed = this.#listed.slice(this.#firsts[entry], this.#firsts[entry + 1]);
    const [first] = listed;
    const vms = listed.map((event) => vm[event]);
    const kind = this.playback.kindOf(first);
    if (kind === EVENT.insert && vms.length > 1)
      return { time: this.#times[entry], kind, vm: vms[0], text: `${counted(vms.length, 'VM')} join` };
    const text = eventText(kind, this.#names(vms), this.#nameOf(other[first]), other[first] >= REGISTRY);
    return { time: this.#times[entry], kind, vm: vms[0], text };
  }

  #names(vms: readonly number[]): string {
    const listed = vms.slice(0, MOST_NAMED).map((vm) => this.playback.timeline.vms[vm]);
    const more = vms.length > MOST_NAMED ? ` and ${vms.length - MOST_NAMED} more` : '';
    return `VM ${listed.join(', ')}${more}`;
  }

  #nameOf(vm: number): string {
    return vmName(this.playback, vm);
  }
}

const MOST_NAMED = 3;
const MOST_TOLD = 8;

function isChosen(playback: Playback, at: number, choice: EventChoice, vm: number): boolean {
  const kind = playback.kindOf(at);
  if (choice === 'all') return true;
  if (choice === 'vm') return playback.timeline.events.vm[at] === vm;
  return (choice === 'rare' ? RARE_KINDS : MAIN_KINDS).has(kind);
}

/** A VM by its index, or what stands for it, inside a sentence. */
export function vmName({ timeline, extraVm }: Playback, vm: number): string {
  if (vm >= 0) return `VM ${timeline.vms[vm]}`;
  if (vm === REGISTRY) return 'the registry';
  if (vm === EXTRA_VM) return extraVm;
  return vm === OTHER_VMS ? 'other VMs' : 'nobody';
}

/** @param hasOther whether the event names another VM, the registry included */
function eventText(kind: number, vm: string, other: string, hasOther: boolean): string {
  switch (kind) {
    case EVENT.insert:
      return `${vm} joins${hasOther ? ` below ${other}` : ''}`;
    case EVENT.remove:
      return `${vm} leaves${hasOther ? `; ${other} takes its place` : ''}`;
    case EVENT.reparent:
      return `${vm} re-parented to ${other}`;
    case EVENT.rotate:
      return `Rotation at ${vm}${hasOther ? `: ${other} takes its place` : ''}`;
    case EVENT.prepared:
      return `${vm} prepared`;
    case EVENT.fetch:
      return `${vm} fetches from ${other}`;
    case EVENT.firstBlock:
      return `${vm}: first block`;
    case EVENT.fetched:
      return `${vm}: all blocks for a start`;
    case EVENT.ready:
      return `${vm} ready`;
    case EVENT.started:
      return `${vm}: one more container started`;
    case EVENT.failed:
      return `${vm} fails`;
    case EVENT.noticed:
      return `Failure of ${vm} noticed`;
    case EVENT.reclaimed:
      return `${vm} gives the image up: idle`;
    default:
      return `${vm} gives the image up: memory needed`;
  }
}
