import { statSync } from 'node:fs';

/** One thread reads a smaller file before others have started. */
export const LARGE_FILE_BYTES = 32 << 20;

/**
 * Starts reading threads if one of these names is that of a large file, before the program that reads it is loaded.
 * @param names some may be no names of files at all
 * @param folder of the bundles
 */
export async function startThreadsFor(names: readonly string[], folder: string): Promise<void> {
  if (names.some(isLargeFile)) (await import('./readingThread')).startThreadsEarly(folder);
}

function isLargeFile(name: string): boolean {
  try {
    const stats = statSync(name);
    return stats.isFile() && stats.size >= LARGE_FILE_BYTES;
  } catch {
    // What can't be opened is reported when it is read.
    return false;
  }
}
