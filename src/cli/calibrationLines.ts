import { type CalibrationReport, fittedTextOf, headlineOf, type QuantileError } from '../calibration';
import { alignedSeconds, counted, percent, percentileText, signedErrorText } from '../text';
import { textTable } from './layout';

/** The readable report of a calibration: what it reproduces, before anything else is shown. */
export function calibrationLines(report: CalibrationReport): string[] {
  const { heldOut, fit, causes } = report;
  const columns: [title: string, errors: readonly QuantileError[]][] = [
    ...(heldOut
      ? ([
          ['fitted to the first half', heldOut.check.overall],
          ['naive: recorded in the first half', heldOut.naive],
        ] as [string, readonly QuantileError[]][])
      : []),
    ['whole trace, fitted to it', fit.overall],
  ];
  const shown = heldOut?.check ?? fit;
  return [
    headlineOf(report),
    ...causes.map((cause) => `  - ${cause}`),
    '',
    ...textTable(
      [
        heldOut ? 'Latency of the second half, seconds' : 'Latency, seconds',
        ...shown.overall.map(({ share }) => percentileText(share)),
      ],
      [
        ['recorded', ...shown.overall.map(({ recordedSeconds }) => alignedSeconds(recordedSeconds))],
        ['simulated', ...shown.overall.map(({ simulatedSeconds }) => alignedSeconds(simulatedSeconds))],
        ...columns.map(([title, errors]) => [
          `error, ${title}`,
          ...errors.map(({ error }) => signedErrorText(error, '')),
        ]),
        ...(shown.perFunction.length > 0
          ? [
              [
                `median error of ${counted(shown.comparedFunctions, 'function')}`,
                ...shown.overall.map(({ share }) => {
                  const one = shown.perFunction.find((of) => of.share === share);
                  return one ? percent(one.median) : '–';
                }),
              ],
            ]
          : []),
      ],
    ),
    fittedTextOf(report),
  ];
}
