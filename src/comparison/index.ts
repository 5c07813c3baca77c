/** What two sets of cold starts differ in: of one trace, of two, or recorded and simulated. */
export * from './answers';
export { compared } from './compare';
export { coveredSeconds, type TimeRange } from './coveredTime';
export { type SideRows, summarizeSide } from './side';
export { type ComparedTrace, sideOfTrace } from './traceSide';
