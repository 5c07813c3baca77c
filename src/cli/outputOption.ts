import { FileExistsError, removeUnfinishedFiles, writeOutputFile } from '../worker';
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
 * Writes a file as `writeOutputFile` does; a signal that ends the process removes the unfinished file. Answers the
 * number of bytes. Throws `UsageError` if the file exists and `force` is false.
 */
export async function writeOut(
  file: string,
  pieces: AsyncIterable<string | Uint8Array>,
  force: boolean,
): Promise<number> {
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
