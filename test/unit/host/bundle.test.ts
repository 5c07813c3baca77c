import path from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { scannerForEsbuild } from '../../../scripts/scanner.mjs';

const root = path.resolve(import.meta.dirname, '../../..');

/** Files of the product in a bundle, by their path in the repository. */
async function filesIn(entry: string): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    plugins: [scannerForEsbuild],
    external: ['vscode'],
    outdir: 'dist',
  });
  const [output] = Object.values(metafile.outputs);
  return Object.entries(output.inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : []));
}

describe("the extension's bundle", () => {
  it("leaves published figures, provisioning systems and run files to the worker's", async () => {
    const forWorker = /^src\/(reference|simulation\/(systems|cluster|runFile))\b/;
    const extension = await filesIn('src/extension.ts');
    expect(extension).toContain('src/host/sessions/traceSession.ts');
    expect(extension.filter((file) => forWorker.test(file))).toEqual([]);
    const worker = await filesIn('src/worker/main.ts');
    expect(worker.filter((file) => forWorker.test(file)).length).toBeGreaterThan(20);
  });
});
