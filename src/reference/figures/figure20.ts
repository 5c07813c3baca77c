import type { Figure, Series } from '../types';
import data from './figure20.json';
import { fittedWhere, linesThrough, pointsOf } from './series';

/** The images of the figure, by letter, and their sizes in MB. */
export const images: readonly { readonly name: string; readonly imageMB: number }[] = Object.entries(data.imageMB).map(
  ([name, imageMB]) => ({ name, imageMB }),
);

/** Block sizes in KB. */
export const blockSizes: readonly number[] = data.blockKB;

/** The image that gave the growth of the bytes with the block size. */
const FITTED_IMAGE = 'c';

export const measureOf = (image: string): string => `bytes fetched of image ${image}`;

const fetched: Series[] = Object.entries(data.fetchedMB).map(([image, megabytes]) => ({
  system: 'faasnet',
  measure: measureOf(image),
  unit: 'MB',
  points: fittedWhere(pointsOf(data.blockKB, megabytes), () => image === FITTED_IMAGE),
}));

/** The bytes of the fitted image, in proportion to the size of each other. */
const inProportion: Series[] = fetched.map((series, at) => ({
  ...series,
  points: pointsOf(
    data.blockKB,
    data.fetchedMB[FITTED_IMAGE].map((mb) => (mb * images[at].imageMB) / data.imageMB[FITTED_IMAGE]),
  ),
}));

export const figure20: Figure = {
  id: '20',
  title: 'Bytes fetched to start one container, by block size',
  setUp: 'One cold start each of three images: (a) 195 MB, (b) 428 MB, (c) 728 MB.',
  xAxis: { label: 'Block size', unit: 'KB', doubling: true },
  yAxis: { label: 'Fetched over the network', unit: 'MB' },
  published: fetched,
  lines: linesThrough(fetched),
  groups: [{ systems: ['faasnet'], goal: { mean: 0.08 } }],
  naive: { how: 'the bytes of image c, in proportion to the size of the image', series: inProportion },
  notes: [
    'Image (c) has 758 MB in the set-up and 728 MB here; only this figure is simulated with 728 MB.',
    'The growth with the block size was fitted to image c, which does not count. What a start really reads was taken ' +
      'from all three images.',
    'The bytes are uncompressed: the model must assume so to agree with Figure 16.',
  ],
  source: data.source,
};
