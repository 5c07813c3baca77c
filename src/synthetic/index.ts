export { SYNTHETIC_FORMATS } from './formats';
export {
  generateTrace,
  isSynthetic,
  SYNTHETIC_ROWS,
  SyntheticCheck,
  type SyntheticRequest,
  SyntheticRequestError,
} from './generateTrace';
export { SYNTHETIC_PREFIX } from './population';
export type { Region } from './publishedCurves';
