import type { Cutting, Format, MappingFormat, RecordFormat, TableMapping } from './format';
import { FORMATS } from './registry';
import type { Sample } from './sample';

/** What a file was recognised as, with how to read it. */
export type Recognition =
  | { readonly format: MappingFormat; readonly mapping: TableMapping }
  | { readonly format: RecordFormat; readonly cutting: Cutting };

/** The format of a file by its beginning; null if no format recognises it. */
export function recognise(sample: Sample, formats: readonly Format[] = FORMATS): Recognition | null {
  for (const format of formats) {
    const recognition = recogniseAs(sample, format);
    if (recognition) return recognition;
  }
  return null;
}

function recogniseAs(sample: Sample, format: Format): Recognition | null {
  if (format.kind === 'records') {
    const cutting = format.recognise(sample);
    return cutting && { format, cutting };
  }
  const mapping = sample.table && format.recognise(sample.table);
  return mapping && { format, mapping };
}
