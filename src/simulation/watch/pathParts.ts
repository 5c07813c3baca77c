import type { DelayCause } from '../answers';

/** Who holds a start up for a while. VMs are numbers; NOBODY where none is meant. */
export interface PathPart {
  readonly cause: DelayCause;
  readonly vm: number;
  /** For a hop: the VM that the blocks come from. */
  readonly source?: number;
  /** For a stage: its name. */
  readonly stage?: string;
  readonly from: number;
  readonly to: number;
  /** Absent: all of it. */
  readonly seconds?: number;
}

export const NOBODY = -1;

/** Collects parts; joins those of the same kind. */
export class PathParts {
  readonly #byKind = new Map<string, Required<Pick<PathPart, 'seconds'>> & PathPart>();

  /** Ignores parts without a length. */
  add(part: PathPart): void {
    const { cause, vm, source, stage, from, to, seconds = to - from } = part;
    if (!(seconds > 0)) return;
    const kind = `${cause} ${vm} ${source} ${stage}`;
    const known = this.#byKind.get(kind);
    this.#byKind.set(kind, {
      ...part,
      from: Math.min(from, known?.from ?? from),
      to: Math.max(to, known?.to ?? to),
      seconds: seconds + (known?.seconds ?? 0),
    });
  }

  /** In order of time. */
  all() {
    return [...this.#byKind.values()].sort((a, b) => a.from - b.from || a.to - b.to);
  }
}
