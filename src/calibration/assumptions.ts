import { counted, percent } from '../text';
import type { FittedFunction, RecordedOn, Split } from './answers';
import { ASSUMED_IMAGE_SD, ASSUMED_START_SD, FOUND_STARTS, MOST_START_FACTOR, SCATTER_STARTS } from './assumed';
import type { Recorded } from './recorded';

/** What a calibration assumed, one sentence each. */
export function assumptionsOf(
  recordedOn: RecordedOn,
  { fetch }: Pick<Recorded, 'fetch'>,
  functions: readonly FittedFunction[],
): string[] {
  const of = (split: Split) => functions.filter((one) => one.split === split).length;
  const texts = [
    `Fitted: the trace was recorded on ${recordedOn}, whose parameters are those of the simulator; image sizes are those that it would fetch in the recorded time.`,
  ];
  if (fetch) texts.push('Fitted: the stages of the trace tell the image from the start.');
  if (of('mixture') > 0) {
    texts.push(
      `Fitted: of ${counted(of('mixture'), 'function')} some starts found the image on their VM, and tell the start from the image. Such a start takes at most ${MOST_START_FACTOR} times what the parameters say.`,
    );
  }
  if (of('assumed') > 0) {
    texts.push(
      `Assumed for ${counted(of('assumed'), 'function')}, whose latencies tell only the sum of image and start: a start takes what the parameters say, within ${percent(ASSUMED_START_SD, 0)}, or what others of its runtime take; the image is about the size of its runtime's parameter, within a factor of ${Math.exp(ASSUMED_IMAGE_SD).toFixed(1)}.`,
    );
  }
  const borrowing = functions.filter(({ borrowed }) => borrowed > 0.5).length;
  if (borrowing > 0) {
    texts.push(
      `Fitted: ${counted(borrowing, 'function')} with few starts take more than half of their median from their runtime. Scatter counts the runtime as ${SCATTER_STARTS} starts, the share that finds the image as ${FOUND_STARTS}.`,
    );
  }
  texts.push('A start that found the image on its VM finds it under every system, and fetches nothing.');
  return texts;
}
