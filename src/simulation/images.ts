import type { FunctionSpec, Parameters } from './types';

/** A function's image as systems see it. MB are 10^6 bytes. */
export interface Image {
  readonly imageMB: number;
  /** Uncompressed size of the blocks that a start reads, MB. */
  readonly touchedMB: number;
  /** Compressed size of these blocks, MB on the wire. */
  readonly wireMB: number;
  /** Seconds that a start takes when every block is present, before its function's `startFactor`. */
  readonly startSeconds: number;
  /** Bandwidth at which the function's start consumes blocks, MB/s on the wire. */
  readonly paceMBps: number;
}

/** A start without work would consume blocks infinitely fast. */
const LEAST_START_FACTOR = 1e-6;

/**
 * A start reads a small part of its image, but whole blocks are fetched, so read amplification grows with block size,
 * as a power law (ATC'21 §4.6, Fig. 20).
 */
export function imageOf(
  { imageMB, startFactor = 1 }: Pick<FunctionSpec, 'imageMB' | 'startFactor'>,
  parameters: Parameters,
): Image {
  const readMB = parameters.startReadMB + parameters.startReadShare * imageMB;
  const touchedMB = Math.min(imageMB, readMB * amplification(parameters.blockKB, parameters));
  return {
    imageMB,
    touchedMB,
    wireMB: touchedMB / parameters.compressionRatio,
    startSeconds: touchedMB / parameters.startMBps,
    paceMBps: parameters.startMBps / parameters.compressionRatio / Math.max(startFactor, LEAST_START_FACTOR),
  };
}

/**
 * The image of each function. Functions that differ in nothing else than memory and run time share an object: most
 * workloads have many functions and few sizes.
 */
export function imagesOf(functions: readonly FunctionSpec[], parameters: Parameters): Image[] {
  const bySize = new Map<number, Image>();
  return functions.map((spec) => {
    if (spec.startFactor !== undefined) return imageOf(spec, parameters);
    const known = bySize.get(spec.imageMB);
    if (known) return known;
    const image = imageOf(spec, parameters);
    bySize.set(spec.imageMB, image);
    return image;
  });
}

/** MB fetched per MB read with blocks of this size. */
export function amplification(blockKB: number, parameters: Parameters): number {
  return Math.max(1, blockKB / parameters.readGrainKB) ** parameters.readLocality;
}

/** Size of a compressed block, MB: the bytes that one request brings. */
export function wireBlockMB(blockKB: number, { compressionRatio }: Parameters): number {
  return (blockKB * 1024) / 1e6 / compressionRatio;
}
