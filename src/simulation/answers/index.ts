/** Requests to the simulator and its answers. Times are simulated seconds unless noted. */

export * from './criticalPath';
export type * from './numbers';
export type * from './parameter';
export type * from './request';
export * from './series';
export * from './system';
export * from './timeline';
export type * from './workload';
