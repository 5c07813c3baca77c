import path from 'node:path';

interface NamedPath {
  readonly path: string;
  /** The last part of the path, or more of them. */
  readonly name: string;
}

/** The files with as many more folders in their names as it takes to tell them apart: `may/log.csv`, `june/log.csv`. */
export function distinctNames<T extends NamedPath>(files: readonly T[]): T[] {
  const all = files.map((file) => ({ file, parts: path.resolve(file.path).split(path.sep), name: file.name }));
  for (;;) {
    const pathsOf = new Map<string, Set<string>>();
    for (const { parts, name } of all) {
      const paths = pathsOf.get(name);
      if (paths) paths.add(parts.join(path.sep));
      else pathsOf.set(name, new Set([parts.join(path.sep)]));
    }
    const lengthOf = (name: string) => name.split(path.sep).length;
    const alike = all.filter(({ name, parts }) => pathsOf.get(name)!.size > 1 && lengthOf(name) < parts.length);
    if (alike.length === 0) break;
    for (const one of alike) one.name = one.parts.slice(-1 - lengthOf(one.name)).join(path.sep);
  }
  return all.map(({ file, name }) => ({ ...file, name }));
}
