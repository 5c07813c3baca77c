import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openTrace } from '../../../src/cli/openTrace';
import { Terminal } from '../../../src/cli/terminal';
import { temporaryFolder } from './runCli';

const folder = temporaryFolder();
const TRACE = '__time__,functionName,latency\n1,f,5\n';

/** Opens the file, and calls `during` with each progress line. Answers what was printed on standard error. */
async function printedWhileOpening(file: string, during: () => void): Promise<string> {
  let printed = '';
  const stderr = new Writable({
    write(text, _, done) {
      printed += text;
      during();
      done();
    },
  });
  const terminal = new Terminal({
    stdin: (async function* () {})(),
    stdout: new Writable(),
    stderr: Object.assign(stderr, { isTTY: true }),
  });
  await openTrace([file], { latency: 'auto', time: 'auto' }, terminal);
  return printed;
}

describe('opening a trace', () => {
  it('warns that the file changed while it was read', async () => {
    const file = path.join(folder, 'growing.csv');
    writeFileSync(file, TRACE);
    const printed = await printedWhileOpening(file, () => appendFileSync(file, '2,f,5\n'));
    expect(printed).toContain('growing.csv changed while it was read');
  });

  it('does not warn of a file that stays as it is', async () => {
    const file = path.join(folder, 'still.csv');
    writeFileSync(file, TRACE);
    const printed = await printedWhileOpening(file, () => {});
    expect(printed).toContain('reading still.csv');
    expect(printed).not.toContain('changed');
  });
});
