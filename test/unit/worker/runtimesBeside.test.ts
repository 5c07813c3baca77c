import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bytesSource, readTrace, type TraceFile } from '../../../src/trace';
import { traceText, withRuntimesBeside } from '../../../src/worker';
import { fixture } from '../trace/formats/parsed';

const folder = mkdtempSync(path.join(tmpdir(), 'faasnet-runtimes-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FIXTURES = path.resolve(import.meta.dirname, '../../fixtures/formats');
const DAY = path.join(folder, 'day_00.csv');

const source = (name: string) => bytesSource([new TextEncoder().encode(fixture(name))]);

async function read(name: string): Promise<TraceFile> {
  return readTrace(source(name));
}

function runtimesOf({ table }: TraceFile): string[] {
  return Array.from(table.runtimeId ?? [], (id) => table.runtimeNames[id]);
}

describe('runtimes opened with a trace', () => {
  const open = (names: readonly string[]) =>
    traceText(names.map((name) => ({ name, source: source(name), isChosen: true })));
  const [TRACE, RUNTIMES] = ['huawei-2025-cold-start.csv', 'huawei-2025-runtime-region2.csv'];

  it('are those of its functions, in any order of the files', async () => {
    for (const names of [
      [TRACE, RUNTIMES],
      [RUNTIMES, TRACE],
    ]) {
      const text = await open(names);
      expect(text.notes).toEqual([]);
      const joined = text.complete(await readTrace(text.source));
      expect(runtimesOf(joined).slice(0, 3)).toEqual(['Go1.x', 'Python3', 'Go1.x']);
      expect(joined.account).toMatchObject({ rows: 8, badRows: 0 });
      expect(joined.assumptions.map(({ text }) => text)).toContain(`runtimes are from ${RUNTIMES}`);
    }
  });

  it('say that they alone are no trace', async () => {
    await expect(readTrace((await open([RUNTIMES])).source)).rejects.toThrow(/no cold-start trace.*runtime table/);
    await expect(open([RUNTIMES, RUNTIMES])).rejects.toThrow(/None of the 2 files is a cold-start trace/);
  });
});

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
