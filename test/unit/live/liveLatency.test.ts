import { describe, expect, it } from 'vitest';
import { liveLatency } from '../../../src/live/liveLatency';

describe('the latency of an edited trace', () => {
  it('is 0 where the file writes -0', () => {
    expect(liveLatency(2, () => -0, 'seconds')?.p99).toBe(0);
  });
});
