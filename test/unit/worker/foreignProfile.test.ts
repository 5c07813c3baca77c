import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { TraceBytes } from '../../../src/protocol/worker';
import { copyToSharedMemory } from '../../../src/worker';
import { foreignProfile } from '../../../src/worker/foreignProfile';

const AZURE = 'test/fixtures/formats/azure-2019-invocations-d01.csv';

function profileOf(bytes: TraceBytes) {
  return foreignProfile({ bytes, name: 'd01', function: null }, new AbortController().signal);
}

describe('a file that counts requests', () => {
  it('gives the same profile from the disk, from memory, and compressed in memory', async () => {
    const onDisk = await profileOf({ kind: 'file', path: AZURE });
    expect(onDisk?.requests).toBeGreaterThan(0);
    const bytes = readFileSync(AZURE);
    for (const stored of [bytes, gzipSync(bytes)]) {
      expect(await profileOf({ kind: 'pieces', pieces: [copyToSharedMemory(stored)] })).toEqual(onDisk);
    }
  });
});
