export {
  generateTrace,
  isSynthetic,
  MAX_SYNTHETIC_ROWS,
  type SyntheticRequest,
  SyntheticRequestError,
} from './generateTrace';
export { SYNTHETIC_PREFIX } from './population';
export type { Region } from './publishedCurves';
