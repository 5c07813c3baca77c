/** The parts of `docs/` that are made from the code. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { scannerForEsbuild } from './scanner.mjs';

const root = path.resolve(import.meta.dirname, '..');

/**
 * Text between two comments of a document: `<!-- NAME: written by npm run docs -->` and `<!-- end of NAME -->`.
 *
 * @param {string} document
 * @param {string} name
 * @returns {string} The text, with the comments.
 * @throws {Error} Where a comment is missing.
 */
export function blockOf(document, name) {
  const found = new RegExp(`<!-- ${name}: [^>]*-->\n[^]*?<!-- end of ${name} -->`).exec(document);
  if (!found) throw new Error(`There is no block "${name}" between its two comments.`);
  return found[0];
}

/**
 * @param {string} name
 * @param {string} text
 */
export function block(name, text) {
  return `<!-- ${name}: written by npm run docs -->\n${text.trim()}\n<!-- end of ${name} -->`;
}

/**
 * The table of all parameters.
 *
 * @param {readonly import('../src/simulation').ParameterInfo[]} parameters
 */
export function parameterTable(parameters) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
  const rows = parameters.map(({ name, label, unit, defaultValue, min, max, source }) =>
    line([`\`${name}\``, label, `${defaultValue} ${unit}`.trim(), `${min} to ${max}`, source]),
  );
  return [line(['parameter', 'what', 'default', 'range', 'source']), line(Array(5).fill('---')), ...rows].join('\n');
}

/** The simulator, the published figures and sweeps, bundled so that a script can import them. */
export async function productCode() {
  const outfile = path.join(root, 'out', 'docs', 'product.mjs');
  await esbuild.build({
    stdin: {
      contents: ['simulation', 'reference', 'sweep'].map((room) => `export * from './src/${room}';`).join('\n'),
      resolveDir: root,
    },
    outfile,
    bundle: true,
    format: 'esm',
    logLevel: 'warning',
    plugins: [scannerForEsbuild],
  });
  return import(pathToFileURL(outfile).href);
}
