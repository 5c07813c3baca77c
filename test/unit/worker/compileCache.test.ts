import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compiledCodeFolder } from '../../../src/worker/compileCache';

describe('compiled code', () => {
  it('is kept in a folder of the user, not in the temporary folder, which others may write to', () => {
    const folder = compiledCodeFolder()!;
    expect(path.relative(os.homedir(), folder)).toBe(path.join('.cache', 'faasnet-trace-lab'));
    expect(folder.startsWith(os.tmpdir())).toBe(false);
  });
});
