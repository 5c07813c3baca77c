import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, temporaryFolder } from './runCli';

const folder = temporaryFolder();

function file(name: string, text: string): string {
  const place = path.join(folder, name);
  writeFileSync(place, text);
  return place;
}

/** The value of `--map` in the advice, without the shell's quotes. */
function suggested(stderr: string): string {
  const [, map] = /perhaps: --map '?([^']*?)'?\n/.exec(stderr) ?? [];
  return map;
}

describe('a table that no format recognises', () => {
  it.each([
    ['own.csv', 'when,fn,init_ms,isCold\n2024-01-02T03:04:05Z,f,12,true\n2024-01-02T03:04:06Z,g,15,false\n', 1],
    ['comma.csv', 'Zeit;Function;Cold start (ms)\n04.03.2025 09:15:10;a;810,5\n04.03.2025 09:15:58;b;1007,0\n', 2],
    ['row-without-line-end.csv', 'when,app,init_ms\n2024-01-01T00:00:00Z,a,12', 1],
  ])('%s gets the --map that reads it', async (name, text, rows) => {
    const place = file(name, text);
    const { code, stderr } = await cli(['summarize', place]);
    expect(code).toBe(1);
    const read = await cli(['summarize', place, '--json', '--map', suggested(stderr)]);
    expect(read.code).toBe(0);
    expect(JSON.parse(read.stdout)).toMatchObject({ rows, badRows: 0, format: 'table' });
  });

  it('keeps its own advice where no --map would read it', async () => {
    const { stderr } = await cli([
      'summarize',
      file('quotes.csv', '__time__, "functionName", "latency"\n1, "a", 900\n'),
    ]);
    expect(stderr).toContain('Remove the spaces before the quotes');
    expect(stderr).not.toContain('--map');
  });

  it('gets the form of --map if its columns cannot be guessed', async () => {
    const { stderr } = await cli(['summarize', file('any.csv', 'a,b,c\nx,y,z\nu,v,w\n')]);
    expect(stderr).toContain('--map time=COLUMN,function=COLUMN,latency=COLUMN:UNIT');
  });
});

describe('a file that is no table', () => {
  it('keeps its own advice', async () => {
    expect((await cli(['summarize', file('blank.csv', '\n')])).stderr).toContain(
      'The file has 1 blank line and nothing',
    );
    expect((await cli(['summarize', file('empty.csv', '')])).stderr).not.toContain('--map');
    const headless = await cli(['summarize', file('headless.json', '  "kind": "List",\n  "items": []\n}\n')]);
    expect(headless.stderr).toContain('Line 1 stands inside a JSON object or array whose beginning is missing.');
    expect(headless.stderr).not.toContain('--map');
    expect((await cli(['summarize', file('x.json', '{"a":{"b":1}}')])).stderr).not.toContain('--map');
  });
});
