import * as v from 'valibot';
import { RequestError } from '../rpc';

/**
 * The value as its schema defines it, without other properties. Throws a `RequestError` that names the first wrong
 * part.
 */
export function checked<const T extends v.GenericSchema>(schema: T, value: unknown): v.InferOutput<T> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue) ?? 'The request';
  if (issue.input === undefined) throw new RequestError(`${place} is missing.`, '', 'refused');
  throw new RequestError(`${place} is ${found(issue.input)}; it must be ${issue.message}.`, '', 'refused');
}

/** What a value is, without quoting it: it may be long, or text of a file. */
function found(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value.length > 100 ? `a text of ${value.length} characters` : 'another text';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return value === null ? 'null' : `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;
}
