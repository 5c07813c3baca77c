export type { FailMarker } from './failMarker';
export { failMarkers, matchingRows } from './matchingRows';
export { matchingWarm } from './matchingWarm';
