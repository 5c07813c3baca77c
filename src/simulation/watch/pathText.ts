import { SESSION } from '../systems/session';
import type { PathPart } from './pathParts';

/** What the words depend on. */
interface Words {
  readonly requests: boolean;
  readonly lazy: boolean;
  /** The number of the extra VM. */
  readonly vms: number;
}

/** A part of a critical path in one line. */
export function textOf(
  { cause, vm, source, stage }: Pick<PathPart, 'cause' | 'vm' | 'source' | 'stage'>,
  words: Words,
) {
  const name = (one: number | undefined) => {
    if (one === undefined || one < 0) return 'the registry';
    return one === words.vms ? 'the extra VM' : `VM ${one}`;
  };
  const on = capital(name(vm));
  switch (cause) {
    case 'queue':
      return words.requests ? 'Waits for a container, or a VM with room' : 'Waits for a VM with room';
    case 'failure':
      return `${on} has failed`;
    case 'preparation':
      return `${on}: ${stage}`;
    case 'turn':
      return `${on} waits until another VM can send`;
    case 'registryLoad':
      return stage === SESSION ? 'The registry opens pulls one after another' : 'The registry answers many VMs at once';
    case 'registryBandwidth':
      return "The registry's bandwidth is used up";
    case 'nicIn':
      return `${on} receives as fast as its NIC can`;
    case 'nicOut':
      return `${on} sends as fast as its NIC can`;
    case 'pace':
      return words.lazy ? `${on} works through its blocks` : `${on} unpacks the image`;
    case 'hop':
      return `Hop from ${name(source)} to ${name(vm)}`;
    case 'lastPieces':
      return `${on} waits for its last pieces`;
    case 'creation':
      return `${on} creates its containers one at a time`;
    case 'start':
      return 'The container starts';
    case 'sharedVm':
      return 'Other starts use the same vCPUs';
    case 'platform':
      return 'The platform adds to each start';
  }
}

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}
