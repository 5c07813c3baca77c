import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { FileExistsError, type Pieces, removeUnfinishedFiles, writeOutputFile } from '../worker';
import type { OptionSpecs } from './command';
import { UsageError } from './errors';

/** Options of commands that can write their result to a file. */
export const OUTPUT_OPTIONS = {
  out: { value: 'FILE', help: 'file to write (default: standard output)' },
  force: { help: 'replace the file of --out if it exists' },
} as const satisfies OptionSpecs;

const STANDARD_OUTPUT = /^(-|\/dev\/stdout|\/dev\/fd\/1|\/proc\/self\/fd\/1)$/;

/** Whether `--out` names standard output. */
export function isStandardOutput(file: string): boolean {
  return STANDARD_OUTPUT.test(file);
}

/**
 * Throws `UsageError` if `out` is one of the inputs, or a file in an input folder: with `--force`, a table that
 * holds less would replace a trace.
 */
export async function keepInputs(out: string, inputs: readonly string[]): Promise<void> {
  const target = await realpath(out).catch(() => null);
  if (target === null) return;
  for (const input of inputs) {
    const read = await realpath(input).catch(() => null);
    if (read !== target && read !== path.dirname(target)) continue;
    throw new UsageError(`--out ${out} is a file that is read.`, 'Name another file with --out.');
  }
}

/**
 * Writes a file as `writeOutputFile` does; a signal that ends the process removes the unfinished file. Answers the
 * number of bytes. Throws `UsageError` if the file exists and `force` is false.
 */
export async function writeOut(file: string, pieces: Pieces, force: boolean): Promise<number> {
  const endBySignal = (signal: NodeJS.Signals) => {
    removeUnfinishedFiles();
    // The handler is gone after its first call, so this has the signal's own effect.
    process.kill(process.pid, signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, endBySignal);
  try {
    return await writeOutputFile(file, pieces, { replace: force, devices: true });
  } catch (error) {
    if (!(error instanceof FileExistsError)) throw error;
    throw new UsageError(error.message, 'Add --force to replace it, or name another file with --out.');
  } finally {
    for (const signal of signals) process.removeListener(signal, endBySignal);
  }
}
