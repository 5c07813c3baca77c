import { errorText } from '../../errors';
import type { ForeignOffer, TraceStatus } from '../../protocol/dashboard';
import { foreignFileOf } from '../../trace';

/** Why a trace was not read, and what the reader can do about it. */
export function failedStatus(error: unknown): TraceStatus {
  const { message, advice, code, subject = '' } = errorText(error);
  const foreign = foreignOffer(subject);
  const mapping = MAPPING[code];
  return { state: 'failed', message, advice, ...(mapping && { mapping }), ...(foreign && { foreign }) };
}

/**
 * By the code of a `TraceError`: tables without the columns of a known format, or of the mapping that was chosen for
 * them; and those of which no row can be read.
 */
const MAPPING: Readonly<Record<string, 'needed' | 'possible'>> = {
  missingColumn: 'needed',
  duplicateColumn: 'needed',
  delimiter: 'needed',
  header: 'needed',
  noRows: 'possible',
};

/** @param subject of an error: the id of a foreign file, or any other text */
function foreignOffer(subject: string): ForeignOffer | null {
  const file = foreignFileOf(subject);
  return file && { id: file.id, hasRequests: file.requests !== undefined, query: file.query ?? null };
}
