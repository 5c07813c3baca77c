import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  bytesSource,
  guessTable,
  identify,
  mappingOf,
  readTrace,
  rememberedMapping,
  sniffTable,
} from '../../../src/trace';

const HOME_MADE = readFileSync('test/fixtures/tables/home-made-semicolon.csv', 'utf8');
const FORMATS = 'test/fixtures/formats';
const bytes = (text: string) => new TextEncoder().encode(text);

function remembered(text: string) {
  const table = sniffTable(text)!;
  const { assumptions: _, ...mapping } = mappingOf(guessTable(table).choices, table.names).mapping!;
  return { header: table.names, mapping };
}

describe('what a file is', () => {
  it('is told by its beginning, with the line of its header', () => {
    expect(identify(bytes('\n\n__time__,functionName,latency\n1,a,2\n'), true)).toEqual({
      format: { id: 'faasnet', title: 'FaaSNet trace' },
      headerLine: 2,
      delimiter: ',',
    });
    const log =
      'REPORT RequestId: 1\tDuration: 5 ms\tBilled Duration: 6 ms\tMemory Size: 128 MB\tInit Duration: 9 ms\n';
    expect(identify(bytes(`2025-03-04T09:15:10Z ${log}`), true)).toMatchObject({
      format: { id: 'lambda-log' },
      headerLine: null,
      delimiter: null,
    });
    expect(identify(bytes(HOME_MADE), true)).toBeNull();
    expect(identify(bytes('# a page\n\nof prose, and more.\n'), true)).toBeNull();
  });

  it('is what its reader reads, for every fixture', async () => {
    const files = readdirSync(FORMATS, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const { parentPath, name } of files) {
      const content = readFileSync(path.join(parentPath, name));
      const found = identify(content, true);
      const read = await readTrace(bytesSource([content])).catch(() => null);
      if (read) expect(found?.format, name).toEqual(read.format);
    }
  });

  it('is a table that was once chosen, whatever its delimiter and the lines above', async () => {
    const table = remembered(HOME_MADE);
    const tabs = `sep=\t\n${HOME_MADE.replaceAll(';', '\t')}`;
    for (const text of [HOME_MADE, tabs]) {
      expect(identify(bytes(text), true, [table])?.format.id).toBe('table');
      const { account } = await readTrace(bytesSource([bytes(text)]), { remembered: [table] });
      expect(account).toMatchObject({ rows: 8, badRows: 0 });
    }
    expect(identify(bytes(HOME_MADE.replace('Region', 'Area')), true, [table])).toBeNull();
  });

  it('is a released trace read otherwise, if that was chosen', async () => {
    const text = '__time__,functionName,latency\n1741079710,a,2\n1741079711,b,3\n';
    const table = remembered(text);
    const latency = { column: 'latency', unit: 'ms' } as const;
    const chosen = { ...table, mapping: { ...table.mapping, latency } };
    const read = await readTrace(bytesSource([bytes(text)]), { remembered: [chosen] });
    expect([...read.table.latency]).toEqual([0.002, 0.003]);
  });
});

describe('a remembered mapping', () => {
  it('of a table without a header is told by its width, and not taken for a header of that width', () => {
    const headerless = '1741079710;a;1,5\n1741079711;b;2,5\n';
    const table = sniffTable(headerless)!;
    const guess = guessTable(table).choices;
    const names = ['column 1', 'column 2', 'column 3'];
    const { assumptions: _, ...mapping } = mappingOf(guess, names).mapping!;
    const entry = { header: names, mapping };
    expect(rememberedMapping([entry], table)).toMatchObject({ header: false });
    expect(rememberedMapping([entry], sniffTable('when;who;ms\n1;a;5\n2;b;6\n')!)).toBeNull();
  });
});
