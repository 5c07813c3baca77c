import type { ParquetParsers, SchemaElement } from 'hyparquet';

/** A column of a Parquet file whose values can be written as CSV fields. */
export interface CellColumn {
  readonly name: string;
  /** Turn times into text where the library would make dates, which know milliseconds only. */
  readonly parsers: Partial<ParquetParsers>;
  /** The field of a value that is not null. */
  text(value: unknown): string;
}

/**
 * How values of a column are written; null for bytes that are no text, such as a hash of fixed length.
 *
 * - Times are ISO 8601 dates with all their digits; with a Z if the file says that they are UTC.
 * - Integers are written with all their digits, also beyond 2^53.
 * - Decimals are converted to floating point, so 15 digits are exact.
 * - Bytes of any length without a type are taken for text, as old writers store it.
 * - Null and NaN (as pandas writes a missing number) are an empty field.
 */
export function cellColumn(element: SchemaElement): CellColumn | null {
  const { name, repetition_type: repetition } = element;
  if (repetition === 'REPEATED' || isOpaque(element)) return null;
  return { name, parsers: parsersOf(element), text };
}

/** Quoted where CSV demands it. */
export function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const OPAQUE_TYPES = new Set(['INTERVAL', 'BSON', 'VARIANT', 'GEOMETRY', 'GEOGRAPHY', 'FILE']);

function isOpaque({ type, converted_type: converted, logical_type: logical }: SchemaElement): boolean {
  if (OPAQUE_TYPES.has(logical?.type ?? '') || OPAQUE_TYPES.has(converted ?? '')) return true;
  return type === 'FIXED_LEN_BYTE_ARRAY' && logical === undefined && converted === undefined;
}

function text(value: unknown): string {
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value);
  if (typeof value === 'string') return csvField(value);
  return String(value);
}

function parsersOf({ type, logical_type: logical }: SchemaElement): Partial<ParquetParsers> {
  const isLocal = logical?.type === 'TIMESTAMP' && !logical.isAdjustedToUTC;
  const zone = isLocal && type !== 'INT96' ? '' : 'Z';
  const decoder = new TextDecoder();
  return {
    timestampFromMilliseconds: (millis) => dateText(millis, 3, zone),
    timestampFromMicroseconds: (micros) => dateText(micros, 6, zone),
    timestampFromNanoseconds: (nanos) => dateText(nanos, 9, zone),
    dateFromDays: (days) => (days === undefined || days === null ? undefined : isoText(days * 86_400_000, 10)),
    // JSON stays as it is written.
    jsonFromBytes: (bytes) => bytes && decoder.decode(bytes),
  };
}

/** An ISO 8601 date. @param count units of 10^-digits seconds since 1970 */
function dateText(count: bigint | null | undefined, digits: number, zone: string): string | undefined {
  if (count === undefined || count === null) return undefined;
  const scale = 10n ** BigInt(digits);
  const fraction = ((BigInt(count) % scale) + scale) % scale;
  const seconds = Number((BigInt(count) - fraction) / scale);
  const whole = isoText(seconds * 1000, 19);
  return whole && `${whole}.${String(fraction).padStart(digits, '0')}${zone}`;
}

/** undefined beyond the dates that JavaScript knows: years -271821 to 275760. */
function isoText(millis: number, length: number): string | undefined {
  const date = new Date(millis);
  if (Number.isNaN(date.getTime())) return undefined;
  const iso = date.toISOString();
  // Years beyond 9999 have a sign and six digits.
  return iso.slice(0, iso.length - 24 + length);
}
