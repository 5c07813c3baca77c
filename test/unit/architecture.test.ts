import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** Folders of `src` whose code sees no editor, page, file, clock or chance. */
const PURE = [
  'errors',
  'text',
  'numeric',
  'trace',
  'filter',
  'matching',
  'statistics',
  'explore',
  'comparison',
  'live',
  'functionTree',
  'simulation',
  'calibration',
  'synthetic',
  'reference',
  'tables',
  'sweep',
];

/** What each part may import beside itself and `errors`. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  text: [],
  numeric: ['text'],
  trace: ['text', 'numeric'],
  functionTree: [],
  filter: ['text'],
  matching: ['numeric', 'trace', 'filter'],
  statistics: ['text', 'numeric', 'trace'],
  explore: ['text', 'numeric', 'trace', 'filter', 'matching', 'statistics'],
  live: ['numeric', 'trace', 'statistics'],
  simulation: ['text', 'numeric', 'functionTree', 'trace'],
  calibration: ['text', 'numeric', 'trace', 'simulation'],
  comparison: ['numeric', 'trace', 'filter', 'matching', 'statistics', 'simulation'],
  synthetic: ['numeric'],
  reference: ['text', 'numeric', 'simulation'],
  tables: ['text', 'numeric', 'trace', 'simulation'],
  sweep: ['text', 'numeric', 'simulation'],
  protocol: [
    'text',
    'numeric',
    'trace',
    'filter',
    'statistics',
    'explore',
    'comparison',
    'simulation',
    'calibration',
    'reference',
    'tables',
    'sweep',
  ],
  worker: [...PURE, 'protocol'],
  host: [...PURE, 'protocol', 'worker'],
  cli: [...PURE, 'worker'],
  extension: ['host'],
  webview: ['text', 'filter', 'protocol'],
};

interface Import {
  readonly file: string;
  readonly from: string;
  readonly typeOnly: boolean;
  /** The part of the product that the file belongs to, and the one it imports: null for a package. */
  readonly part: string;
  readonly target: string | null;
}

const sources = globSync('{src,webview}/**/*.{ts,tsx}', { cwd: root }).filter((file) => !file.endsWith('.d.ts'));
const imports = sources.flatMap(importsOf);

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

function partOf(file: string): string {
  const [top, second] = file.split(path.sep);
  return top === 'webview' ? 'webview' : second.replace(/\.ts$/, '');
}

function importsOf(file: string): Import[] {
  const statements = withoutComments(read(file)).matchAll(
    /\b(?:import|export)\b(\s+type\b)?[^'";]*?\bfrom\s*'([^']+)'|\bimport\s*\(?\s*'([^']+)'/g,
  );
  return [...statements].map(([, type, from, bare]) => {
    const name = from ?? bare;
    const place = name.startsWith('.') ? path.join(path.dirname(file), name) : null;
    const inside = place !== null && /^(src|webview)\b/.test(place);
    return {
      file,
      from: name,
      typeOnly: type !== undefined,
      part: partOf(file),
      target: inside ? partOf(place) : null,
    };
  });
}

function places(found: readonly Import[]): string[] {
  return found.map(({ file, from }) => `${file} imports ${from}`);
}

describe('imports', () => {
  it('finds the sources', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(imports.length).toBeGreaterThan(sources.length);
  });

  it('run one way between the parts', () => {
    const wrong = imports.filter(({ part, target }) => {
      if (target === null || target === part || target === 'errors') return false;
      return !MAY_IMPORT[part].includes(target);
    });
    expect(places(wrong)).toEqual([]);
  });

  it('are those that docs/architecture.md draws', () => {
    const drawing = read('docs/architecture.md');
    const partOfNode = new Map([...drawing.matchAll(/^ +(\w+)\[(\w+)\]$/gm)].map(([, node, part]) => [node, part]));
    const drawn = Map.groupBy(
      [...drawing.matchAll(/^ {2}(\w+) --> (\w+)$/gm)].map(([, from, to]) => [partOfNode.get(from) ?? from, to]),
      ([from]) => from,
    );
    const reached = (from: string): string[] => (drawn.get(from) ?? []).flatMap(([, to]) => [to, ...reached(to)]);
    const between = imports.flatMap(({ part, target }) => (target === null || target === part ? [] : [[part, target]]));
    const missing = between.filter(([part, target]) => part !== 'extension' && !reached(part).includes(target));
    expect(missing).toEqual([]);
    const real = new Set(between.map(([part, target]) => `${part} --> ${target}`));
    const invented = [...drawn].flatMap(([from, arrows]) => arrows.map(([, to]) => `${from} --> ${to}`));
    expect(invented.filter((arrow) => !real.has(arrow))).toEqual([]);
  });

  it('form no circle, not even of types', () => {
    const known = new Set(sources);
    const targets = Map.groupBy(imports, ({ file }) => file);
    const targetsOf = (file: string): string[] =>
      (targets.get(file) ?? []).flatMap(({ from }) => {
        const place = path.join(path.dirname(file), from);
        return ['.ts', '.tsx', `${path.sep}index.ts`].map((end) => place + end).filter((one) => known.has(one));
      });
    const done = new Set<string>();
    const circleFrom = (file: string, way: readonly string[]): readonly string[] | null => {
      if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
      if (done.has(file)) return null;
      for (const target of targetsOf(file)) {
        const circle = circleFrom(target, [...way, file]);
        if (circle) return circle;
      }
      done.add(file);
      return null;
    };
    const circles = sources.map((file) => circleFrom(file, [])).filter((circle) => circle !== null);
    expect(circles.map((circle) => circle.join(' → '))).toEqual([]);
  });

  it('reach no further than a folder’s index', () => {
    const wrong = imports.filter(({ file, from, part, target }) => {
      if (target === null || target === part || target === 'protocol') return false;
      return path.dirname(path.join(path.dirname(file), from)) !== 'src';
    });
    expect(places(wrong)).toEqual([]);
  });

  it('take only types from protocol, except from its run-time modules', () => {
    // The schemas of requests are for the host, which checks them, and would weigh on the page.
    const runTime: Readonly<Record<string, readonly string[]>> = {
      rpc: ['host', 'worker', 'webview'],
      requestKey: ['worker', 'webview'],
      requests: ['host'],
      sweepPage: ['host'],
    };
    const wrong = imports.filter(({ target, part, typeOnly, from }) => {
      if (target !== 'protocol' || part === 'protocol' || typeOnly) return false;
      return !(runTime[path.basename(from)] ?? []).includes(part);
    });
    expect(places(wrong)).toEqual([]);
  });

  it('name vscode in the host folder only', () => {
    const wrong = imports.filter(
      ({ from, part, typeOnly }) => from === 'vscode' && part !== 'host' && !(part === 'extension' && typeOnly),
    );
    expect(places(wrong)).toEqual([]);
  });

  it('name the toolkit in one module only', () => {
    const users = imports.filter(({ from }) => from.startsWith('@vscode/webview-ui-toolkit'));
    expect(new Set(users.map(({ file }) => file))).toEqual(new Set([path.join('webview', 'toolkit.tsx')]));
  });
});

describe('pure folders', () => {
  const pure = sources.filter((file) => PURE.includes(partOf(file)));

  it('import no Node module', () => {
    const wrong = imports.filter(
      ({ file, from }) => pure.includes(file) && /^(node:|fs$|path$|os$|worker_threads$)/.test(from),
    );
    expect(places(wrong)).toEqual([]);
  });

  it('know no clock, chance, timer, process or console', () => {
    const impure =
      /\b(Date\.now|(?<!\.)Date\(\)|Math\.random|crypto\.|performance\.|process\.|console\.|set(Timeout|Interval|Immediate)\()/;
    const wrong = pure.flatMap((file) => {
      const found = impure.exec(withoutComments(read(file)));
      return found ? [`${file}: ${found[0]}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('keep published numbers out of the simulation', () => {
    expect(places(imports.filter(({ part, target }) => part === 'simulation' && target === 'reference'))).toEqual([]);
  });
});

describe('files', () => {
  const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => file !== '' && !/\.(png|wasm)$|^test\/fuzz\/corpus\//.test(file))
    .filter((file) => globSync(file, { cwd: root }).length > 0);

  it('have names that describe their contents', () => {
    expect(sources.filter((file) => /^(utils?|helpers?|misc|common)\.tsx?$/.test(path.basename(file)))).toEqual([]);
  });

  it('have at most 300 lines', () => {
    const long = sources
      .map((file) => ({ file, lines: read(file).split('\n').length }))
      .filter(({ lines }) => lines > 300);
    expect(long).toEqual([]);
  });

  it('name no package registry and no folder of one machine', () => {
    const hosts = [
      ['registry', 'npmjs', 'org'],
      ['registry', 'yarnpkg', 'com'],
      ['deb', 'debian', 'org'],
    ].map((parts) => parts.join('\\.'));
    const folders = ['work', 'root', 'home/[a-z]+', 'Users/[A-Za-z]+'].map((folder) => `(?<![\\w.}])/${folder}/`);
    const forbidden = new RegExp([...hosts, ...folders].join('|'));
    const wrong = tracked.flatMap((file) => {
      const found = forbidden.exec(read(file));
      return found ? [`${file}: ${found[0]}`] : [];
    });
    expect(tracked).toEqual(expect.arrayContaining(['package.json', '.editorconfig']));
    expect(wrong).toEqual([]);
  });
});
