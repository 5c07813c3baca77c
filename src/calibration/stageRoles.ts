import type { Stage } from '../trace';

/** What a stage of a trace is to the simulator. */
export type StageRole =
  /** Brings the image, or the code, to the VM. */
  | 'fetch'
  /** Work of the platform that every system keeps: queueing and scheduling. */
  | 'platform'
  /** Everything else: getting the container to run. */
  | 'start';

const FETCH = /pull|code|depend|image|layer|fetch|download|unpack|extract/i;
const PLATFORM = /schedul|wait|queue/i;

export function stageRole({ key, title }: Pick<Stage, 'key' | 'title'>): StageRole {
  const name = `${key} ${title}`;
  if (FETCH.test(name)) return 'fetch';
  return PLATFORM.test(name) ? 'platform' : 'start';
}
