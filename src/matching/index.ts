export type { ColumnInterval, FailMarker } from './failMarker';
export { failMarkers, matchingInOrder, matchingRows, termInterval } from './matchingRows';
export { matchingWarm } from './matchingWarm';
