import { memberOf } from '../formats/jsonValues';
import type { ForeignFile } from './foreignFile';

/** A day's file of github.com/maxday/lambda-perf. */
export const lambdaPerf: ForeignFile = {
  id: 'lambda-perf',
  title: 'Results of lambda-perf',
  recognise: ({ sample, head }) =>
    Array.isArray(memberOf(sample?.members, 'runtimeData')) ||
    /^\s*\{\s*"metadata"\s*:.{0,200}"runtimeData"/s.test(head),
  why: 'It holds ten init durations for each runtime and does not tell when they were.',
  instead: 'Export the log of the functions under test: it tells both.',
};
