import { type Calibration, calibrate, recordedOf } from '../../../src/calibration';
import { resolveParameters } from '../../../src/simulation';
import type { Subject } from '../measure/subject';
import { generatedTrace } from './workloads';

export interface CalibrationInput {
  readonly coldStarts: number;
}

/** The fit of a replay to its trace, from the columns of the trace to the fitted functions. */
export const calibration: Subject<CalibrationInput, Calibration> = async ({ coldStarts }) => {
  const parameters = resolveParameters();
  const workload = await generatedTrace(coldStarts, parameters);
  return {
    run: () => calibrate(recordedOf(workload, { stages: [] }), workload.functions, 'baseline', parameters),
    found: ({ starts, functions }) => ({
      'cold starts': starts,
      'share fitted': functions.filter(({ imageMB }) => imageMB > 0).length / functions.length,
    }),
  };
};
