import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { version } from '../../../package.json';
import { AdvisedError } from '../../errors';
import {
  type Manifest,
  parseManifest,
  parseUnitResult,
  SweepError,
  type UnitResult,
  unitResultText,
} from '../../sweep';
import { WriteError } from '../../worker';
import type { OptionSpecs } from '../command';
import { readText } from '../input';
import type { Terminal } from '../terminal';

export const RESULTS_OPTION = {
  results: { value: 'FOLDER', help: 'folder of the results (default: beside the manifest, with its name)' },
} as const satisfies OptionSpecs;

/** Ending of a manifest's name. */
export const MANIFEST_ENDING = '.ftplan.json';
/** Ending of the names of merged results, before that of their format. */
export const RESULT_ENDING = '.ftresult';

export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Reads a manifest. Throws `FileError`, `SweepError`; the latter also if another version planned it. */
export async function readManifest(file: string, terminal: Terminal): Promise<Manifest> {
  const manifest = parsed((await readText(file, terminal)).text, path.basename(file));
  if (manifest.model === version) return manifest;
  throw new SweepError(
    `${path.basename(file)} was planned by version ${manifest.model}; this is version ${version}, whose results may differ.`,
    'Plan the sweep again, or run it with the version that planned it.',
  );
}

/** Whatever is wrong with a manifest, reading it again does not help. */
function parsed(text: string, name: string): Manifest {
  try {
    return parseManifest(text, name);
  } catch (error) {
    if (!(error instanceof AdvisedError)) throw error;
    throw new SweepError(error.message, error.advice);
  }
}

export function resultsFolder(manifest: string, given: string | null): string {
  return given ?? `${manifest.endsWith('.json') ? manifest.slice(0, -'.json'.length) : manifest}.results`;
}

/** Why a unit has no result, and never will have as it is. */
export interface UnitFailure {
  readonly unit: number;
  readonly message: string;
  readonly advice: string;
}

const FAILED = '.failed.json';
const DONE = '.json';

/**
 * The results of a sweep's units: one file each, named by the hash of the unit's content, which gets its name only once
 * it is complete. A task that is killed loses one unit, and two tasks with the same unit write the same bytes.
 */
export class Results {
  constructor(readonly folder: string) {}

  /** Keys of the units that have a result or cannot have one. */
  async finished(): Promise<{ readonly done: ReadonlySet<string>; readonly failed: ReadonlySet<string> }> {
    const names = await readdir(this.folder).catch(() => []);
    const failed = names.filter((name) => name.endsWith(FAILED)).map((name) => name.slice(0, -FAILED.length));
    const others = names.filter((name) => name.endsWith(DONE) && !name.endsWith(FAILED));
    return { done: new Set(others.map((name) => name.slice(0, -DONE.length))), failed: new Set(failed) };
  }

  /** null if there is none. Throws `SweepError` for a damaged one. */
  async read(key: string): Promise<UnitResult | null> {
    const text = await readFile(this.#fileOf(key, DONE), 'utf8').catch(() => null);
    return text === null ? null : parseUnitResult(text, key);
  }

  async failureOf(key: string): Promise<UnitFailure | null> {
    const text = await readFile(this.#fileOf(key, FAILED), 'utf8').catch(() => null);
    return text === null ? null : (JSON.parse(text) as UnitFailure);
  }

  async keep(result: UnitResult): Promise<void> {
    await this.#write(result.key, DONE, unitResultText(result));
    await rm(this.#fileOf(result.key, FAILED), { force: true });
  }

  keepFailure(key: string, failure: UnitFailure): Promise<void> {
    return this.#write(key, FAILED, `${JSON.stringify(failure)}\n`);
  }

  async #write(key: string, ending: string, text: string): Promise<void> {
    const file = this.#fileOf(key, ending);
    // A name of its own: another task may be writing the same unit.
    const unfinished = `${file}.${process.pid}.${Date.now()}.unfinished`;
    try {
      await writeFile(unfinished, text).catch(async (error) => {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
        await mkdir(this.folder, { recursive: true });
        await writeFile(unfinished, text);
      });
      await rename(unfinished, file);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw new WriteError(file, error as NodeJS.ErrnoException);
    }
  }

  #fileOf(key: string, ending: string): string {
    return path.join(this.folder, `${key}${ending}`);
  }
}
