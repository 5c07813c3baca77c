import fc from 'fast-check';
import { expect } from 'vitest';
import { runs } from './depth';

// Properties that state no number of runs of their own.
fc.configureGlobal({ numRuns: runs(100) });

// Vitest compares typed arrays property by property, which took half of the time of tests that read traces. Bytes that
// differ are left to it: some stand for the same numbers, and it prints the difference.
expect.addEqualityTesters([
  (one, other) => {
    if (!isTypedArray(one) || !isTypedArray(other) || one.constructor !== other.constructor) return undefined;
    return bytesOf(one).equals(bytesOf(other)) || undefined;
  },
]);

function isTypedArray(value: unknown): value is NodeJS.TypedArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function bytesOf({ buffer, byteOffset, byteLength }: NodeJS.TypedArray): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
