/**
 * Writes the ranges and defaults of the simulation's settings into `package.json`, so that the editor lists, completes
 * and checks them. Run it after a parameter or a limit changes; a test compares.
 *
 *   node scripts/settings.mjs
 */
import './node.mjs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { scannerForEsbuild } from './scanner.mjs';

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
for (const [setting, schema] of Object.entries(settingsSchema())) {
  Object.assign(manifest.contributes.configuration.properties[setting], schema);
}
await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`);
