export type { ColumnInterval, FailMarker } from './failMarker';
export { failMarkers, matchingRows, termInterval } from './matchingRows';
export { matchingWarm } from './matchingWarm';
