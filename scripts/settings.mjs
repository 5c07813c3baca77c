/**
 * Writes what the editor lists, completes and checks: ranges and defaults of the simulation's settings and the schema
 * of `faasnet.formats` into `package.json`, and the schema of sweeps into `schemas/`. Run it after a parameter, a limit
 * or a schema changes; tests compare.
 *
 *   node scripts/settings.mjs
 */
import './node.mjs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { scannerForEsbuild } from './scanner.mjs';

const root = path.resolve(import.meta.dirname, '..');

const { outputFiles } = await esbuild.build({
  stdin: {
    contents:
      "export { settingsSchema } from './src/simulation'; export { formatsSchema } from './src/host/tableSettings'; export { sweepSchema } from './src/sweep'",
    resolveDir: root,
  },
  bundle: true,
  write: false,
  format: 'esm',
  plugins: [scannerForEsbuild],
});
const { settingsSchema, formatsSchema, sweepSchema } = await import(
  `data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`
);
const file = path.join(root, 'package.json');
const manifest = JSON.parse(await readFile(file, 'utf8'));
const { properties } = manifest.contributes.configuration;
for (const [setting, schema] of Object.entries({ ...settingsSchema(), ...formatsSchema() })) {
  properties[setting] = { ...properties[setting], ...schema };
}
await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`);
const schemas = path.join(root, 'schemas');
await mkdir(schemas, { recursive: true });
await writeFile(path.join(schemas, 'ftsweep.schema.json'), `${JSON.stringify(sweepSchema(), null, 2)}\n`);
