import type { Sensitivity } from './experiments/sensitivity';
import measured from './sensitivity.json';

/** As `npm run docs -- --sensitivity` last measured it; tests measure parts of it again. */
export const SENSITIVITY: Sensitivity = measured;
