import path from 'node:path';
import { type BuildOptions, build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');

const OPTIONS: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  minify: true,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  define: { 'process.env.NODE_ENV': '"production"' },
};

/** Bundles a script or style as the product does. */
export async function bundled(entry: string): Promise<string> {
  const { outputFiles } = await build({ ...OPTIONS, entryPoints: [entry] });
  return outputFiles![0].text;
}

/** The page's scripts and style, bundled as the product bundles them, once per process. */
export const pageBundle = Promise.all([
  bundled('webview/main.tsx'),
  bundled('webview/first.tsx'),
  bundled('webview/style.css'),
]).then(([script, firstScript, style]) => ({ script, firstScript, style }));
