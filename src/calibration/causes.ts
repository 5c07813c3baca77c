import type { Parameters } from '../simulation';
import { bytes, count, counted, duration, fixed, percent, percentileText, significant } from '../text';
import type { Calibration, CalibrationReport, QuantileError } from './answers';
import type { Recorded } from './recorded';

/** An error from which on its causes are named. */
const LARGE = 0.1;
/** From this share of what the simulated registry can do on, pulls wait in busy hours. */
const CROWDED = 0.8;
/** The same of a registry in which pulls seldom wait. */
const ENOUGH_ROOM = 0.4;

/** What may cause the large errors of a fitted replay, one sentence each. */
export function causesOf(
  { heldOut, fit }: Pick<CalibrationReport, 'heldOut' | 'fit'>,
  { arrival }: Recorded,
  calibration: Calibration,
  parameters: Parameters,
): string[] {
  const errors = (heldOut?.check ?? fit).overall;
  const large = errors.filter(({ error }) => Math.abs(error) > LARGE);
  if (large.length === 0) return [];
  const causes = crowdedTexts(arrival, calibration, parameters);
  const changed = (heldOut?.naive ?? []).filter(({ share, error }) => {
    return Math.abs(error) > LARGE / 2 && large.some((one) => one.share === share);
  });
  if (changed.length > 0) {
    causes.push(`The recorded latencies changed between the halves: ${changed.map(changeText).join(', ')}.`);
  }
  const inGap = large.filter(({ share }) => liesInGap(share, errors));
  if (inGap.length > 0) {
    causes.push(
      `${inGap.map(({ share }) => percentileText(share)).join(', ')} lies between starts that found the image and starts that fetched it, where a small change of their shares moves it far.`,
    );
  }
  causes.push(
    'The recorded platform may have contention, stages besides the image, or limits that the simulated one lacks.',
  );
  return causes;
}

/** Where the fitted starts ask more of the simulated registry than it can do. */
function crowdedTexts(arrival: Float64Array, { isFound, functions }: Calibration, parameters: Parameters): string[] {
  const span = arrival.length > 1 ? arrival[arrival.length - 1] - arrival[0] : 0;
  if (span === 0) return [];
  const texts: string[] = [];
  const sessions = parameters['registry.sessionSeconds'];
  const pulls = (isFound.length - isFound.reduce((sum, one) => sum + one, 0)) / span;
  if (pulls * sessions > CROWDED) {
    texts.push(
      `Where its pulls queue, the simulated registry opens ${fixed(1 / sessions, 1)} a second; the trace has ${fixed(pulls, 1)}: the recorded registry was faster. A registry.sessionSeconds of ${significant(ENOUGH_ROOM / pulls, 2)} would leave it room.`,
    );
  }
  const { registryMBps } = parameters;
  const needed = functions.reduce((sum, one) => sum + (one.starts * (1 - one.foundShare) * one.imageMB) / span, 0);
  if (needed > CROWDED * registryMBps) {
    texts.push(
      `Whole images of the fitted size are ${count(needed)} MB/s, and the simulated registry sends ${count(registryMBps)}: the recorded registry was faster, or images are smaller. A registryMBps of ${count(needed / ENOUGH_ROOM)} would leave it room.`,
    );
  }
  return texts;
}

function changeText({ share, recordedSeconds, simulatedSeconds }: QuantileError): string {
  return `${percentileText(share)} from ${duration(simulatedSeconds)} to ${duration(recordedSeconds)}`;
}

/** Whether the neighbours of a percentile are several times apart. */
function liesInGap(share: number, errors: readonly QuantileError[]): boolean {
  const at = errors.findIndex((one) => one.share === share);
  const [before, after] = [errors[at - 1], errors[at + 1]];
  return before !== undefined && after !== undefined && after.recordedSeconds > 4 * before.recordedSeconds;
}

/** An absolute error as a whole percentage that it does not exceed. */
function withinText(error: number): string {
  return Number.isFinite(error) ? count(Math.max(1, Math.ceil(100 * Math.abs(error)))) : '–';
}

/** How well the fit predicts what it has not seen, in one sentence. */
export function headlineOf({ recordedOn, heldOut, fit }: CalibrationReport): string {
  const { overall } = heldOut?.check ?? fit;
  const told = overall.filter(isTold);
  const places = told.map(({ share }) => percentileText(share)).join(' / ');
  const within = told.map(({ error }) => withinText(error)).join(' / ');
  const seen = heldOut
    ? 'on the half of the time span that it has not seen'
    : 'on the cold starts that it was fitted to; there are too few to keep half of them back';
  const isBeaten = heldOut !== null && meanError(heldOut.naive.filter(isTold)) < meanError(told);
  const naive = isBeaten ? ' To take the first half for the second comes closer.' : '';
  return `Fitted to the trace and simulated on ${recordedOn}: reproduces the recorded ${places} within ${within} % ${seen}.${naive}`;
}

function isTold({ share }: QuantileError): boolean {
  return share === 0.5 || share === 0.9 || share === 0.99;
}

function meanError(errors: readonly QuantileError[]): number {
  return errors.reduce((sum, { error }) => sum + Math.abs(error), 0) / errors.length;
}

/** What was fitted, and what it rests on, a few sentences. */
export function fittedTextOf({ imageMB, functions, foundShare, split, borrowing }: CalibrationReport): string {
  const texts = [
    `Fitted: images of ${bytes(1e6 * imageMB.p10)} to ${bytes(1e6 * imageMB.p90)} (p10 to p90 of ${counted(functions, 'function')}).`,
    `${percent(foundShare)} of the cold starts found theirs on the VM.`,
    `The work of a start comes from stages for ${counted(split.stages, 'function')}, from starts that found the image for ${split.mixture}, and is assumed for ${split.assumed}.`,
  ];
  if (borrowing > 0) {
    texts.push(
      `${counted(borrowing, 'function')} with few starts ${borrowing === 1 ? 'borrows most of its' : 'borrow most of their'} median from the runtime.`,
    );
  }
  return texts.join(' ');
}
