import type { FunctionSpec, Parameters } from './types';

/** What a system needs to know of a function's image. MB are 10^6 bytes. */
export interface Image {
  readonly imageMB: number;
  /** Bytes of the blocks that a start touches, MB as the image holds them. */
  readonly touchedMB: number;
  /** The same as they travel, each block compressed, MB. */
  readonly wireMB: number;
  /** Seconds of a start that has every block at hand: it works its way through what it touches. */
  readonly startSeconds: number;
  /** Bandwidth at which such a start takes in its blocks, MB/s on the wire. */
  readonly paceMBps: number;
}

/**
 * A start reads a small part of its image, but whole blocks are fetched for it, the larger the more in vain: read amplification grows with
 * the block size by a power (ATC'21 §4.6, Fig. 20).
 */
export function imageOf({ imageMB }: Pick<FunctionSpec, 'imageMB'>, parameters: Parameters): Image {
  const readMB = parameters.startReadMB + parameters.startReadShare * imageMB;
  const touchedMB = Math.min(imageMB, readMB * amplification(parameters.blockKB, parameters));
  return {
    imageMB,
    touchedMB,
    wireMB: touchedMB / parameters.compressionRatio,
    startSeconds: touchedMB / parameters.startMBps,
    paceMBps: parameters.startMBps / parameters.compressionRatio,
  };
}

/** The image of each function. Functions with images of one size share an object, as a workload has thousands of functions and few sizes. */
export function imagesOf(functions: readonly FunctionSpec[], parameters: Parameters): Image[] {
  const bySize = new Map<number, Image>();
  return functions.map((spec) => {
    const known = bySize.get(spec.imageMB);
    if (known) return known;
    const image = imageOf(spec, parameters);
    bySize.set(spec.imageMB, image);
    return image;
  });
}

/** MB fetched per MB read, for blocks of this size. */
export function amplification(blockKB: number, parameters: Parameters): number {
  return Math.max(1, blockKB / parameters.readGrainKB) ** parameters.readLocality;
}

/** MB of a compressed block, which is what one request for it brings. */
export function wireBlockMB(blockKB: number, { compressionRatio }: Parameters): number {
  return (blockKB * 1024) / 1e6 / compressionRatio;
}
