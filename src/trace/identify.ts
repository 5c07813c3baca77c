/** What a file is, by its beginning: for whoever must know before it is read. */

import { type Cutting, type Delimiter, makeSample, recognise, type TableMapping } from './formats';
import { faasnet } from './formats/faasnet';
import { traceHeaderLine } from './header';
import { type RememberedTable, rememberedMapping } from './mapping';
import { ANY_TABLE, type FormatName } from './table';

export interface Identity {
  readonly format: FormatName;
  /** The line, from 0, of the header; null for a file without one. */
  readonly headerLine: number | null;
  /** Of a table; null for a file without fields. */
  readonly delimiter: Delimiter | null;
}

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
  if (mapping) return { format: ANY_TABLE, ...placesIn(mapping) };
  const headerLine = traceHeaderLine(sample.text);
  if (headerLine !== null) return { format: { id: faasnet.id, title: faasnet.title }, headerLine, delimiter: ',' };
  const recognition = recognise(sample);
  if (!recognition) return null;
  const { id, title } = recognition.format;
  const { mapping: read, cutting } = { mapping: null, cutting: null, ...recognition };
  return { format: { id, title }, ...(read ? placesIn(read) : placesOf(cutting)) };
}

type Places = Pick<Identity, 'headerLine' | 'delimiter'>;

function placesIn({ header, skipLines, delimiter }: TableMapping): Places {
  return { headerLine: header ? skipLines : null, delimiter };
}

function placesOf(cutting: Cutting | null): Places {
  if (cutting?.as === 'table') return { headerLine: cutting.skipLines, delimiter: cutting.delimiter };
  return { headerLine: cutting?.as === 'markdown' ? 0 : null, delimiter: null };
}
