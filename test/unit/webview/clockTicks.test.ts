import { describe, expect, it } from 'vitest';
import { clockTicks, timeTicks } from '../../../webview/charts/ticks';

const DAY = 86_400;

describe('ticks of a clock', () => {
  it('are on its whole hours and days', () => {
    const kathmandu = { offset: () => 20_700 };
    const ticks = clockTicks(kathmandu, 0, DAY, 8);
    expect(ticks.length).toBeGreaterThan(4);
    for (const tick of ticks) {
      expect((tick + 20_700) % 3600).toBe(0);
      expect(tick).toBeGreaterThanOrEqual(0);
      expect(tick).toBeLessThanOrEqual(DAY);
    }
  });

  it('are those of UTC without an offset', () => {
    expect(clockTicks({ offset: () => 0 }, 100, 5000, 6)).toEqual(timeTicks(100, 5000, 6));
  });
});
