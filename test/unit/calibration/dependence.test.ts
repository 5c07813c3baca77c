import { describe, expect, it } from 'vitest';
import { checkFit, fitTrace, parametersOfCheck, parametersOfFit } from '../../../src/calibration';
import { PARAMETERS, RECORDERS, resolveParameters, traceWorkload } from '../../../src/simulation';
import { generateTrace } from '../../../src/synthetic';
import { bytesSource, readTrace, unitsPerSecond } from '../../../src/trace';
import { traceWorker } from '../../../src/worker/traceWorker';

async function csv(rows: number): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of generateTrace({ rows, seed: 7 })) pieces.push(piece);
  return pieces.join('');
}

/** Every parameter that `kept` lacks, at another valid value. */
function othersChanged(kept: Readonly<Record<string, number>>): Record<string, number> {
  const others = PARAMETERS.filter(({ name }) => !Object.hasOwn(kept, name));
  return Object.fromEntries(
    others.map(({ name, defaultValue, min, max }) => [
      name,
      defaultValue > min ? Math.max(min, Math.ceil(defaultValue / 2)) : Math.min(max, defaultValue + 1),
    ]),
  );
}

describe.each(RECORDERS)('a trace recorded on %s', (recordedOn) => {
  const read = (async () => readTrace(bytesSource([new TextEncoder().encode(await csv(400))])))();

  async function fitOf(changes: Record<string, number>) {
    const { table, detectedUnit } = await read;
    const parameters = resolveParameters(changes);
    const whole = await traceWorkload(table, unitsPerSecond(detectedUnit.unit), parameters);
    return { parameters, fit: await fitTrace(whole, table, recordedOn, parameters) };
  }

  it('has the same fit whatever the parameters that it does not depend on', async () => {
    const usual = await fitOf({});
    const changes = othersChanged(parametersOfFit(recordedOn, usual.parameters));
    expect(Object.keys(changes)).toEqual(expect.arrayContaining(['vms', 'idleSeconds', 'scaleOut']));
    expect((await fitOf(changes)).fit.calibration).toEqual(usual.fit.calibration);
  });

  it('has the same check whatever the parameters that a replay does not use', async () => {
    const usual = await fitOf({});
    const changes = othersChanged(parametersOfCheck(recordedOn, usual.parameters));
    const changed = await fitOf(changes);
    const { report } = await checkFit(usual.fit, usual.parameters, 1);
    expect((await checkFit(changed.fit, changed.parameters, 1)).report).toEqual(report);
  });
});

describe('the worker', () => {
  it('checks a fit again only for a change on which it depends', async () => {
    const worker = traceWorker(1, () => {});
    const { signal } = new AbortController();
    const bytes = new TextEncoder().encode(await csv(300));
    const piece = new Uint8Array(new SharedArrayBuffer(bytes.length));
    piece.set(bytes);
    const source = { kind: 'disk', name: 'trace.csv', version: 0, modified: 0 } as const;
    await worker.open({ bytes: { kind: 'pieces', pieces: [piece] }, source, unit: 'auto' }, signal);
    const reportWith = async (parameters: Record<string, number>) => {
      const request = { recordedOn: 'baseline', parameters, seed: 1, pixels: 100 };
      return (await worker.calibration(request, signal)).report;
    };
    const usual = await reportWith({});
    expect(await reportWith({ fanOut: 3, blockKB: 64, 'kraken.originSlots': 3 })).toBe(usual);
    expect(await reportWith({ nicMBps: 20 })).not.toBe(usual);
  });
});
