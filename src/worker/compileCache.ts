import module from 'node:module';
import os from 'node:os';
import path from 'node:path';

/**
 * Lets Node 22 and later keep compiled code for the next start, in a folder of the user's own: what stands there is
 * run. Node's default is in the temporary folder, where another user may have put it. Does nothing without a home.
 */
export function keepCompiledCode(): void {
  const folder = compiledCodeFolder();
  if (folder !== null) module.enableCompileCache?.(folder);
}

export function compiledCodeFolder(): string | null {
  try {
    return path.join(os.homedir(), '.cache', 'faasnet-trace-lab');
  } catch {
    return null;
  }
}
