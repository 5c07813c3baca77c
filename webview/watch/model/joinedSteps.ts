import type { DelayCause, PathStep } from '../../../src/protocol/queries';

/** A step of a critical path, or several that follow each other. */
export type ShownStep = Omit<PathStep, 'vm'>;

/** Steps that take a larger share of the latency stand alone. */
const LARGE_SHARE = 0.05;

/** What several small steps of one cause are called. */
const NAMES: Partial<Record<DelayCause, (count: number) => string>> = {
  hop: (count) => `${count} hops from VM to VM`,
  preparation: (count) => `${count} stages of preparation`,
  nicIn: (count) => `${count} waits for a NIC`,
  nicOut: (count) => `${count} waits for a NIC`,
};

/** Joins small steps of one cause that follow each other, so that a deep tree's path fits on the page. */
export function joinedSteps(steps: readonly PathStep[], latency: number): readonly ShownStep[] {
  const shown: ShownStep[] = [];
  let group: PathStep[] = [];
  const close = () => {
    if (group.length > 0) shown.push(joined(group));
    group = [];
  };
  for (const step of steps) {
    const isLarge = step.seconds >= LARGE_SHARE * latency;
    if (isLarge || (group.length > 0 && group[0].cause !== step.cause)) close();
    if (isLarge) shown.push(step);
    else group.push(step);
  }
  close();
  return shown;
}

function joined(group: readonly PathStep[]): ShownStep {
  const [first] = group;
  if (group.length === 1) return first;
  const name = NAMES[first.cause] ?? ((count: number) => `${count} steps such as: ${first.text}`);
  return {
    cause: first.cause,
    text: name(group.length),
    seconds: group.reduce((sum, { seconds }) => sum + seconds, 0),
    from: first.from,
    to: group[group.length - 1].to,
  };
}
