import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { block, blockOf, parameterTable } from '../../scripts/generatedDocs.mjs';
import { SENSITIVITY, sensitivityMarkdown, sensitivityTable } from '../../src/reference';
import { PARAMETERS } from '../../src/simulation';

const root = path.resolve(import.meta.dirname, '../..');
const documents = globSync(['*.md', 'docs/**/*.md', 'media/**/*.md'], { cwd: root });

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

/** Headings as GitHub and VS Code make anchors of them. */
function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function brokenLinks(file: string): string[] {
  const markdown = read(file);
  const links = [...markdown.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
  return links.filter((link) => {
    if (/^(https?|command|mailto):/.test(link)) return false;
    const [target, anchor] = link.split('#');
    const place = target === '' ? file : path.join(path.dirname(file), target);
    if (!existsSync(path.join(root, place))) return true;
    return anchor !== undefined && !anchorsOf(read(place)).includes(anchor);
  });
}

/** Paths in code spans: those that begin with a folder of the repository. */
function missingFiles(file: string): string[] {
  const spans = [...read(file).matchAll(/`([^`\n]+)`/g)].map(([, code]) => code);
  const paths = spans.filter((code) => /^(src|webview|test|scripts|docs|media|\.vscode|\.ci)\/[\w./-]*$/.test(code));
  return paths.filter((place) => !existsSync(path.join(root, place)));
}

function missingScripts(file: string): string[] {
  const { scripts } = JSON.parse(read('package.json'));
  const named = [...read(file).matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script);
  return named.filter((script) => !(script in scripts));
}

describe('the documents', () => {
  it('are found', () => {
    expect(documents).toContain('README.md');
    expect(documents.length).toBeGreaterThan(15);
  });

  it.each(documents)('%s has links that lead somewhere', (file) => {
    expect(brokenLinks(file)).toEqual([]);
  });

  it.each(documents)('%s names files and scripts that exist', (file) => {
    expect([...missingFiles(file), ...missingScripts(file)]).toEqual([]);
  });

  it('list every decision record in their index', () => {
    const index = read('docs/decisions/README.md');
    const records = globSync('docs/decisions/*.md', { cwd: root }).map((file) => path.basename(file));
    expect(records.filter((record) => record !== 'README.md' && !index.includes(`(${record})`))).toEqual([]);
  });

  it('list every parameter with its default, range and source', () => {
    expect(blockOf(read('docs/model.md'), 'parameters')).toBe(block('parameters', parameterTable(PARAMETERS)));
    const sensitivity = sensitivityMarkdown(sensitivityTable(SENSITIVITY, PARAMETERS));
    expect(blockOf(read('docs/model.md'), 'sensitivity')).toBe(block('sensitivity', sensitivity));
  });
});
