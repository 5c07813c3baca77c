/** What a file is, by its beginning: for whoever must know before it is read. */

import { makeSample, recognise } from './formats';
import { faasnet } from './formats/faasnet';
import { isTraceHeader } from './header';
import { type RememberedTable, rememberedMapping } from './mapping';
import { ANY_TABLE, type FormatName } from './table';

export interface Identity {
  readonly format: FormatName;
  /** The line, from 0, of the header; null for a file without one. */
  readonly headerLine: number | null;
}

/** Longer lines are no headers of released traces. */
const LONGEST_HEADER = 1 << 13;

/**
 * null for what is not read as a trace. Takes a few milliseconds at most.
 * @param beginning the first bytes of the file, of which `SAMPLE_BYTES` are used
 * @param isWhole whether the file ends there
 */
export function identify(
  beginning: Uint8Array,
  isWhole: boolean,
  remembered: readonly RememberedTable[] = [],
): Identity | null {
  const sample = makeSample(beginning, isWhole);
  const mapping = remembered.length > 0 && sample.table ? rememberedMapping(remembered, sample.table) : null;
  if (mapping) return { format: ANY_TABLE, headerLine: mapping.header ? mapping.skipLines : null };
  const first = sample.lines.findIndex((line) => line.trim() !== '');
  if (first >= 0 && sample.lines[first].length <= LONGEST_HEADER && isTraceHeader(sample.lines[first])) {
    return { format: { id: faasnet.id, title: faasnet.title }, headerLine: first };
  }
  const recognition = recognise(sample);
  if (!recognition) return null;
  const { id, title } = recognition.format;
  return { format: { id, title }, headerLine: headerLineOf(recognition) };
}

function headerLineOf(recognition: NonNullable<ReturnType<typeof recognise>>): number | null {
  if ('mapping' in recognition) return recognition.mapping.header ? recognition.mapping.skipLines : null;
  const { cutting } = recognition;
  return cutting.as === 'table' ? cutting.skipLines : cutting.as === 'markdown' ? 0 : null;
}
