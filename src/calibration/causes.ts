import type { Parameters } from '../simulation';
import { duration } from '../text';
import type { CalibrationReport, QuantileError } from './answers';
import type { Recorded } from './recorded';

/** An error from which on its causes are named. */
const LARGE = 0.1;
/** Starts a second over what the simulated registry can open. */
const CROWDED = 0.8;

/** What may cause the large errors of a fitted replay, one sentence each. */
export function causesOf(
  { heldOut, fit }: Pick<CalibrationReport, 'heldOut' | 'fit'>,
  { arrival }: Recorded,
  isFound: Uint8Array,
  parameters: Parameters,
): string[] {
  const errors = (heldOut?.check ?? fit).overall;
  const large = errors.filter(({ error }) => Math.abs(error) > LARGE);
  if (large.length === 0) return [];
  const causes: string[] = [];
  const span = arrival.length > 1 ? arrival[arrival.length - 1] - arrival[0] : 0;
  const pulls = isFound.length - isFound.reduce((sum, one) => sum + one, 0);
  const sessions = parameters['registry.sessionSeconds'];
  if (span > 0 && (pulls * sessions) / span > CROWDED) {
    causes.push(
      `Where its pulls queue, the simulated registry opens ${(1 / sessions).toFixed(1)} a second; the trace has ${(pulls / span).toFixed(1)}: the recorded registry was faster.`,
    );
  }
  const changed = (heldOut?.naive ?? []).filter(({ share, error }) => {
    return Math.abs(error) > LARGE / 2 && large.some((one) => one.share === share);
  });
  if (changed.length > 0) {
    causes.push(`The recorded latencies changed between the halves: ${changed.map(changeText).join(', ')}.`);
  }
  const inGap = large.filter(({ share }) => liesInGap(share, errors));
  if (inGap.length > 0) {
    causes.push(
      `${inGap.map(({ share }) => placeOf(share)).join(', ')} lies between starts that found the image and starts that fetched it, where a small change of their shares moves it far.`,
    );
  }
  causes.push(
    'The recorded platform may have contention, stages besides the image, or limits that the simulated one lacks.',
  );
  return causes;
}

function changeText({ share, recordedSeconds, simulatedSeconds }: QuantileError): string {
  return `${placeOf(share)} from ${duration(simulatedSeconds)} to ${duration(recordedSeconds)}`;
}

/** Whether the neighbours of a percentile are several times apart. */
function liesInGap(share: number, errors: readonly QuantileError[]): boolean {
  const at = errors.findIndex((one) => one.share === share);
  const [before, after] = [errors[at - 1], errors[at + 1]];
  return before !== undefined && after !== undefined && after.recordedSeconds > 4 * before.recordedSeconds;
}

export function placeOf(share: number): string {
  return `p${Number((100 * share).toFixed(1))}`;
}

/** An absolute error as a whole percentage that it does not exceed. */
function withinText(error: number): string {
  return Number.isFinite(error) ? `${Math.max(1, Math.ceil(100 * Math.abs(error)))}` : '–';
}

/** How well the fit predicts what it has not seen, in one sentence. */
export function headlineOf({ recordedOn, heldOut, fit }: CalibrationReport): string {
  const { overall } = heldOut?.check ?? fit;
  const told = overall.filter(({ share }) => [0.5, 0.9, 0.99].includes(share));
  const places = told.map(({ share }) => placeOf(share)).join(' / ');
  const within = told.map(({ error }) => withinText(error)).join(' / ');
  const seen = heldOut
    ? 'on the half of the time span that it has not seen'
    : 'on the cold starts that it was fitted to; there are too few to keep half of them back';
  return `Fitted to the trace and simulated on ${recordedOn}: reproduces the recorded ${places} within ${within} % ${seen}.`;
}
