import { offeredLoad } from './offeredLoad';
import { perWaitingRequest } from './perWaitingRequest';
import type { ScaleOutPolicy } from './scaleOut';

/** The policies, in the order of the values of the parameter `scaleOut`. */
export const SCALE_OUT_POLICIES: readonly ScaleOutPolicy[] = [perWaitingRequest, offeredLoad];
export type { Demand, ScaleOut, ScaleOutPolicy } from './scaleOut';
