import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bytesSource, readTrace, type TraceFile } from '../../../src/trace';
import { withRuntimesBeside } from '../../../src/worker';
import { fixture } from '../trace/formats/parsed';

const folder = mkdtempSync(path.join(tmpdir(), 'faasnet-runtimes-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FIXTURES = path.resolve(import.meta.dirname, '../../fixtures/formats');
const DAY = path.join(folder, 'day_00.csv');

async function read(name: string): Promise<TraceFile> {
  return readTrace(bytesSource([new TextEncoder().encode(fixture(name))]));
}

function runtimesOf({ table }: TraceFile): string[] {
  return Array.from(table.runtimeId ?? [], (id) => table.runtimeNames[id]);
}

describe('runtimes beside a trace', () => {
  it('are those of its functions, whatever their file is called', async () => {
    const trace = await read('huawei-2025-cold-start.csv');
    writeFileSync(path.join(folder, 'another.csv'), 'a,b\n1,2\n');
    expect(await withRuntimesBeside(trace, [DAY])).toBe(trace);
    copyFileSync(path.join(FIXTURES, 'huawei-2025-runtime-region2.csv'), path.join(folder, 'types (1).csv'));
    for (const place of [DAY, folder]) {
      const joined = await withRuntimesBeside(trace, [place]);
      expect(runtimesOf(joined).slice(0, 3)).toEqual(['Go1.x', 'Python3', 'Go1.x']);
      expect(joined.assumptions.at(-1)?.text).toBe('runtimes are from types (1).csv');
    }
  });

  it('are left out of the trace of another region, and of another format', async () => {
    const trace = await read('huawei-2025-cold-start.csv');
    writeFileSync(path.join(folder, 'types (1).csv'), 'funcID,cpu_request,runtime,x\n1---2---pool,300,Java,y\n');
    expect(await withRuntimesBeside(trace, [DAY])).toBe(trace);
    const other = await read('ant-afaas.csv');
    expect(await withRuntimesBeside(other, [DAY])).toBe(other);
  });
});
