import { describe, expect, it } from 'vitest';
import { LiveEdits } from '../../../src/live';
import { buildIndex, overviewOf, unitInForce } from '../../../src/statistics';
import { bytesSource, readTrace } from '../../../src/trace';

const TEXT = '__time__,functionName,latency\n100,f,1500\nno row\n160,g,2500\n';

describe('an unedited live trace', () => {
  it('answers headline and problems without reading table or index', async () => {
    const file = await readTrace(bytesSource([Buffer.from(TEXT)]));
    const unit = unitInForce(file.detectedUnit, 'auto');
    const source = { kind: 'disk', name: 'trace.csv', version: 0, modified: 0 } as const;
    const index = await buildIndex(file.table);
    const overview = await overviewOf(file, index, { source, unit, synthetic: false });
    const { trace } = LiveEdits.none({
      get table(): never {
        throw new Error('The table was read.');
      },
      get index(): never {
        throw new Error('The index was read.');
      },
      overview,
    });
    expect(trace.isEdited).toBe(false);
    expect(overview).toMatchObject(trace.headline);
    expect(trace.headline.account.rows).toBe(2);
    expect(trace.problems.listed).toEqual(file.problems);
    expect(() => trace.rowAt(2)).toThrow('The table was read.');
  });
});
