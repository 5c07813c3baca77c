/**
 * Writes the simulation's parameters into the extension's settings in `package.json`, so that the editor lists, completes and checks them.
 * To be run when one was added or changed; a test compares.
 *
 *   node scripts/settings.mjs
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { scannerForEsbuild } from './scanner.mjs';

const SETTING = 'faasnet.simulation.parameters';
const root = path.resolve(import.meta.dirname, '..');

const { outputFiles } = await esbuild.build({
  stdin: { contents: "export { settingsSchema } from './src/simulation'", resolveDir: root },
  bundle: true,
  write: false,
  format: 'esm',
  plugins: [scannerForEsbuild],
});
const { settingsSchema } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
const file = path.join(root, 'package.json');
const manifest = JSON.parse(await readFile(file, 'utf8'));
Object.assign(manifest.contributes.configuration.properties[SETTING], settingsSchema());
await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`);
