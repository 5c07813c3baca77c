import type { ForeignProfile, ForeignProfileRequest } from '../protocol/worker';
import { LIMITS } from '../simulation';
import { count } from '../text';
import { type ByteSource, foreignFile, functionText, makeSample, requestProfile, SAMPLE_BYTES } from '../trace';
import { firstBytes, traceText } from './containers';
import { openBytes } from './openBytes';
import { turnTaker } from './turns';

/** The lead-in of a profile has requests of its own. */
const MOST_REQUESTS = 0.9 * LIMITS.profileRequests.max;

/**
 * Counts the requests of a file that holds some and is no cold-start trace; null for any other file. Reads it once,
 * in bounded memory.
 * @param only the name of one function, or the last part of it; null for all
 * @param checkpoint called after each piece; may throw to cancel
 * @throws RequestProfileError
 */
export async function countForeignRequests(
  source: ByteSource,
  name: string,
  only: string | null,
  checkpoint?: (bytes: number) => void | Promise<void>,
): Promise<ForeignProfile | null> {
  const { bytes: beginning, isWhole } = await firstBytes(source, SAMPLE_BYTES);
  const file = foreignFile(beginning, makeSample(beginning, isWhole));
  if (!file?.requests) return null;
  const options = { function: only, mostPoints: LIMITS.profilePoints.max, mostRequests: MOST_REQUESTS, checkpoint };
  const { csv, oneIn, function: chosen, ...rest } = await requestProfile(source, file.requests, options);
  const of = chosen === null ? [] : [functionText(chosen)];
  const share = oneIn === 1 ? [] : [`1 in ${count(oneIn)} requests`];
  return { title: file.title, profile: { name: [name, ...of, ...share].join(', '), csv }, ...rest };
}

/** Answers the worker's request of the same name. */
export async function foreignProfile(
  { bytes, name, function: only }: ForeignProfileRequest,
  signal: AbortSignal,
): Promise<ForeignProfile | null> {
  const stored = await openBytes(bytes, name);
  try {
    const { source } = await traceText(stored.files);
    return await countForeignRequests(source, name, only, turnTaker(signal));
  } finally {
    await stored.close();
  }
}
