import type { Command } from '../command';
import { sweepMap } from './map';
import { sweepMerge } from './merge';
import { sweepPlan } from './plan';
import { sweepRun } from './run';
import { sweepStart } from './start';
import { sweepStatus } from './status';
import { sweepSubmit } from './submit';
import { sweepValidate } from './validate';

/** In the order in which they are used. */
export const SWEEP_COMMANDS: readonly Command[] = [
  sweepStart,
  sweepValidate,
  sweepPlan,
  sweepRun,
  sweepStatus,
  sweepMerge,
  sweepMap,
  sweepSubmit,
];
