import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeSample, recognise, type TableMapping } from '../../../src/trace';
import { readMappedHeader } from '../../../src/trace/mappedHeader';
import { completeMap, parseMap } from '../../../src/trace/mapping';
import { ScanKernel } from '../../../src/trace/scanKernel';
import { fixture } from './formats/parsed';

const HOME_MADE = readFileSync(path.join(import.meta.dirname, '../../fixtures/tables/home-made-semicolon.csv'), 'utf8');
const MAP = 'time=Timestamp:dmy:+0100,function=Function+Region,latency=Cold start (ms),memory=Memory (MB),x=Region';

/** What the kernel reads of a table: bytes that it leaves to be read as text, cold starts, and warm invocations. */
function readInKernel(text: string, mapping: TableMapping) {
  const [head, ...lines] = text.split(/(?<=\n)/);
  const kernel = ScanKernel.acquire(readMappedHeader(mapping, head.trim(), 1));
  const bytes = new TextEncoder().encode(lines.join(''));
  kernel.input.set(bytes);
  kernel.load(bytes.length);
  const left = bytes.length - kernel.read(0, 2);
  const counts = { left, cold: kernel.rows.rows, warm: kernel.warmRows.rows };
  kernel.release();
  return counts;
}

function recognised(text: string): TableMapping {
  const found = recognise(makeSample(new TextEncoder().encode(text), true));
  if (!found || !('mapping' in found)) throw new Error('The fixture is not recognised as a table.');
  return found.mapping;
}

// Lines that are read as text take ten times as long.
describe('the kernel reads every line of', () => {
  it.each([
    ['huawei-2025-cold-start.csv', 8, 0],
    ['ant-afaas.csv', 8, 0],
    ['gentd26.csv', 4, 0],
    ['invitro-openwhisk.csv', 2, 2],
    ['lambda-logs-insights-fields.csv', 3, 5],
  ])('%s', (name, cold, warm) => {
    const text = fixture(name);
    expect(readInKernel(text, recognised(text))).toEqual({ left: 0, cold, warm });
  });

  it('a table with semicolons, decimal commas, dates and line ends of two bytes', () => {
    const mapping = completeMap(parseMap(MAP), HOME_MADE);
    expect(mapping).toMatchObject({ delimiter: ';', decimalComma: true, time: { as: 'dmy', zone: 60 } });
    expect(readInKernel(HOME_MADE, mapping)).toEqual({ left: 0, cold: 8, warm: 0 });
  });
});
