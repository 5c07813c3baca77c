import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseVmFailure, parseVmFailures, vmFailuresText } from '../../../src/text';
import { runs } from '../../depth';

describe('failures of VMs as text', () => {
  it('are read with any separator', () => {
    expect(parseVmFailures(' 12@3.5, 0@60;7@0,8@1 ')).toEqual({
      failures: [
        { vm: 12, time: 3.5 },
        { vm: 0, time: 60 },
        { vm: 7, time: 0 },
        { vm: 8, time: 1 },
      ],
      unreadable: null,
    });
    expect(parseVmFailures('')).toEqual({ failures: [], unreadable: null });
  });

  it.each(['12@3,5', 'twelve', '-1@3', '1@-3', '1.5@3', '12@', '@3', '1@1e999', '1@0x10', '١@3'])(
    'do not include %j',
    (text) => {
      expect(parseVmFailure(text)).toBeNull();
      expect(parseVmFailures(`1@2 ${text} 3@4`).unreadable).toBe(text);
    },
  );

  it('come back from their text', () => {
    const failure = fc.record({ vm: fc.nat(999_999_999), time: fc.double({ min: 0, max: 1e9, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(failure, { maxLength: 5 }), (failures) => {
        const expected = failures.map(({ vm, time }) => ({ vm, time: time + 0 }));
        expect(parseVmFailures(vmFailuresText(failures))).toEqual({ failures: expected, unreadable: null });
      }),
      { numRuns: runs(500) },
    );
  });
});
