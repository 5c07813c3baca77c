/**
 * Writes the generated tables into `docs/`: errors against the paper, parameters, and what `npm run bench` last
 * measured. Writes the sweep files of the paper's figures too.
 *
 *   node scripts/docs.mjs [--sensitivity]
 *
 * With --sensitivity, first simulates the figures with each parameter changed in turn, which takes some minutes.
 */
import './node.mjs';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { figureSweeps } from './figureSweeps.mjs';
import { block, blockOf, parameterTable, productCode } from './generatedDocs.mjs';

const root = path.resolve(import.meta.dirname, '..');
const product = await productCode();
const { FIGURES, PARAMETERS, reproduceFigure, sensitivity, sensitivityMarkdown, sensitivityTable, toSummaryMarkdown } =
  product;

for (const { name, text } of figureSweeps(product)) await writeFile(path.join(root, 'sweeps', name), text);

const sensitivityFile = path.join(root, 'src/reference/sensitivity.json');
if (process.argv.includes('--sensitivity')) {
  const measured = await sensitivity({ seed: 1 });
  await writeFile(sensitivityFile, `${JSON.stringify(measured, null, 2)}\n`);
}

const reproductions = [];
for (const { id } of FIGURES) reproductions.push(await reproduceFigure(id, { seed: 1 }));
await replace('docs/fidelity.md', 'errors', toSummaryMarkdown(reproductions));
await replace('docs/model.md', 'parameters', parameterTable(PARAMETERS));
await replace(
  'docs/model.md',
  'sensitivity',
  sensitivityMarkdown(sensitivityTable(JSON.parse(await readFile(sensitivityFile, 'utf8')), PARAMETERS)),
);
const measured = path.join(root, 'test-results/bench');
const areas = existsSync(measured) ? (await readdir(measured)).filter((name) => name.endsWith('.md')) : [];
for (const name of areas) {
  const text = await readFile(path.join(measured, name), 'utf8');
  await replace('docs/performance.md', `measured ${path.basename(name, '.md')}`, text);
}
if (areas.length === 0) console.log('docs/performance.md stays as it is. Run npm run bench first.');

/**
 * @param {string} file
 * @param {string} name
 * @param {string} text
 */
async function replace(file, name, text) {
  const place = path.join(root, file);
  const document = await readFile(place, 'utf8');
  await writeFile(
    place,
    document.replace(blockOf(document, name), () => block(name, text)),
  );
}
