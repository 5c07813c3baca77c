export type * from './answers';
export { calibrate } from './calibrate';
export { CHECKED_SHARES, compareReplay } from './check';
export { type HeldOut, heldOut } from './heldOut';
export { DRAWN_SHARES, type DrawnQuantile, intervalsOf } from './intervals';
export { type Recorded, recordedOf } from './recorded';
export { drawnWorkload, fittedWorkload, predictedWorkload } from './replayed';
export { responseOf, type SystemResponse } from './response';
export { stageRole } from './stageRoles';
