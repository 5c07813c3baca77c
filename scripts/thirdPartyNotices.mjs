import fs from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Name of the file in `dist/` that carries the licences of the bundled packages. */
export const NOTICES = 'THIRD-PARTY-NOTICES.txt';

/**
 * The licence texts of all packages whose code is in the bundles, as one text.
 *
 * @param {string} root The project's folder.
 * @param {import('esbuild').Metafile[]} metafiles One for each bundle.
 */
export async function thirdPartyNotices(root, metafiles) {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const folders = new Set(inputs.flatMap((input) => input.match(/^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []));
  const notices = await Promise.all([...folders].sort().map((folder) => notice(path.join(root, folder))));
  return `FaaSNet Trace Lab contains code of these packages.\n\n${notices.join('\n')}`;
}

/** @param {string} folder */
async function notice(folder) {
  const { name, version, license, author } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const [file] = fs.globSync('{LICENSE,LICENCE,License,license}*', { cwd: folder });
  // Some packages name their licence and author, but do not include the text.
  const text = file ? await readFile(path.join(folder, file), 'utf8') : `Copyright ${author?.name ?? author ?? name}`;
  return `${'-'.repeat(80)}\n${name} ${version} (${license})\n\n${text.trim()}\n`;
}
