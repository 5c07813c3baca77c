/** What is assumed where a trace does not tell. Stated with every calibration that uses it. */

/** Standard deviation of the logarithm of a start's work around the parameters': a quarter. */
export const ASSUMED_START_SD = 0.25;
/** The same of an image's size around its runtime's parameter: a factor of 2.7. */
export const ASSUMED_IMAGE_SD = 1;
/** A start takes at most so many times what the parameters say: slower ones fetched something. */
export const MOST_START_FACTOR = 5;
/** The same of one function's starts, where no function of the trace has enough to show it. */
export const ASSUMED_SPREAD = 0.3;
/** The scatter of a function's runtime counts as much as so many of its own starts. */
export const SCATTER_STARTS = 4;
/** The same of the share of starts that find the image. */
export const FOUND_STARTS = 1;
