import type { Parameters } from '../types';

/** Shown with results. */
export const UNPACKED_AS_THEY_COME =
  'Layers are unpacked as they come in, so a VM pulls no faster than it unpacks; images that come at the same time share its vCPUs.';

/** MB/s that a VM unpacks over all images, if it unpacks a single image at `one` MB/s. */
export function unpackingMBps(one: number, { vcpus, unpackVcpus }: Parameters): number {
  return (one * vcpus) / unpackVcpus;
}
