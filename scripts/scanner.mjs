/**
 * Compiles `src/trace/assembly` to WebAssembly wherever `assembly/scan.wasm` is imported. No such file exists: the
 * module becomes part of the importing bundle, as bytes.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const MODULE = /\/assembly\/scan\.wasm$/;
const FOLDER = path.join(root, 'src/trace/assembly');
const OPTIONS = ['--runtime', 'stub', '--enable', 'simd', '-O3', '--noAssert', '--outFile', 'scan.wasm'];
/** Compiled modules by a hash of their source: compiling takes seconds, and every test file that bundles needs one. */
const CACHE = path.join(root, 'node_modules/.cache/scanner');
/** A constant, so that TypeScript does not load its types, which clash with Node's. */
const COMPILER = 'assemblyscript';

/**
 * Modules that this process compiles or has compiled, by the same hash. Several bundles are built at the same time.
 *
 * @type {Map<string, Promise<Uint8Array>>}
 */
const modules = new Map();

/** The module. Rejects with the compiler's messages if the source does not compile. */
export async function scanner() {
  const hash = await sourceHash();
  const bytes = modules.get(hash) ?? cachedModule(path.join(CACHE, `${hash}.wasm`));
  modules.set(hash, bytes);
  return bytes;
}

/** @param {string} file */
async function cachedModule(file) {
  const known = await readFile(file).catch(() => null);
  if (known) return known;
  const bytes = await compileSource();
  await mkdir(CACHE, { recursive: true });
  await writeFile(`${file}.${process.pid}`, bytes);
  await rename(`${file}.${process.pid}`, file);
  return bytes;
}

async function sourceHash() {
  const hash = createHash('sha256').update(JSON.stringify(OPTIONS));
  hash.update(await readFile(path.join(root, 'node_modules', COMPILER, 'package.json')));
  for (const name of (await readdir(FOLDER)).sort()) hash.update(await readFile(path.join(FOLDER, name)));
  return hash.digest('hex');
}

/** @returns {Promise<Uint8Array>} */
async function compileSource() {
  const { default: asc } = await import(`${COMPILER}/asc`);
  /** @type {Uint8Array | undefined} */
  let bytes;
  const { error, stderr } = await asc.main(['scan.ts', ...OPTIONS], {
    readFile: (/** @type {string} */ name) => readFile(path.resolve(FOLDER, name), 'utf8').catch(() => null),
    writeFile: (/** @type {string} */ _, /** @type {string | Uint8Array} */ contents) => {
      if (typeof contents !== 'string') bytes = contents;
    },
    listFiles: () => [],
  });
  if (error || !bytes) throw new Error(`${FOLDER} does not compile.\n${stderr.toString()}`, { cause: error });
  return bytes;
}

/** JavaScript whose default export is the module's bytes. */
async function scannerAsText() {
  const text = Buffer.from(await scanner()).toString('base64');
  return `export default Uint8Array.from(atob('${text}'), (character) => character.charCodeAt(0));`;
}

/** For esbuild. @type {import('esbuild').Plugin} */
export const scannerForEsbuild = {
  name: 'scanner',
  setup(build) {
    build.onResolve({ filter: MODULE }, ({ path: name, resolveDir }) => ({
      path: path.resolve(resolveDir, name),
      namespace: 'scanner',
    }));
    build.onLoad({ filter: MODULE, namespace: 'scanner' }, async () => ({
      contents: await scannerAsText(),
      loader: 'js',
      watchDirs: [FOLDER],
      watchFiles: (await readdir(FOLDER)).map((name) => path.join(FOLDER, name)),
    }));
  },
};

/** For vitest. @type {import('vitest/config').Plugin} */
export const scannerForVite = {
  name: 'scanner',
  enforce: 'pre',
  resolveId: (id, importer) => (MODULE.test(id) && importer ? path.resolve(path.dirname(importer), id) : null),
  async load(id) {
    return MODULE.test(id) ? await scannerAsText() : null;
  },
};
