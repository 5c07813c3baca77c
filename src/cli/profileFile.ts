import { bytes, percent } from '../text';
import { countForeignRequests } from '../worker';
import { UsageError } from './errors';
import { type Input, openInput, textOf } from './input';
import type { Terminal } from './terminal';

/**
 * The text of a profile: that of the file, or that of the requests which a file of another kind counts. Throws
 * `FileError`, `RequestProfileError`, and `UsageError` for a function of a file that names none.
 * @param only the name of one function; null for all
 */
export async function readProfileFile(
  file: string,
  only: string | null,
  terminal: Terminal,
): Promise<{ readonly name: string; readonly text: string }> {
  const input = await openInput([file], terminal);
  try {
    const counted = await countedProfile(input, only, terminal);
    if (counted) return counted;
    if (only === null) return await textOf(input);
  } finally {
    terminal.clearProgress();
    await input.close();
  }
  throw new UsageError(
    `--profile-function names a function, but ${input.name} does not count requests by function.`,
    'Leave the option out, or give a file that does, such as invocations_per_function_md.anon.d01.csv of Azure.',
  );
}

async function countedProfile({ name, text: { source } }: Input, only: string | null, terminal: Terminal) {
  const counted = await countForeignRequests(source, name, only, (done) => {
    terminal.progress(`counting requests of ${name}: ${source.size > 0 ? percent(done / source.size) : bytes(done)}`);
  });
  if (!counted) return null;
  terminal.clearProgress();
  terminal.warn(`${counted.profile.name}: ${counted.title}; ${counted.notes.join('; ')}.`);
  return { name: counted.profile.name, text: counted.profile.csv };
}
