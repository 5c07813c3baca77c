import { AdvisedError } from '../errors';
import { createFunctionTree } from './create';
import { FunctionTreeError } from './errors';
import type { FunctionTree } from './functionTree';

/** One operation on a function tree. */
export interface Operation {
  readonly kind: 'insert' | 'delete';
  readonly vm: number;
}

/** Text that cannot be read as operations, or an operation that the tree refuses. */
export class OperationError extends AdvisedError {
  override readonly name = 'OperationError';

  constructor(
    /** The message without the place. */
    readonly reason: string,
    /** Line and column in the text, both from 1; null if unknown. */
    readonly at: { readonly line: number; readonly column: number } | null,
  ) {
    super(at ? `Line ${at.line}, column ${at.column}: ${reason}` : reason, 'OperationError');
  }
}

/**
 * Reads operations separated by white space: `I` inserts the next VM (0, 1, 2, …; ids are not reused), `D7` deletes VM
 * 7. Throws `OperationError` with the place of the first other token.
 */
export function parseOperations(text: string): Operation[] {
  const operations: Operation[] = [];
  let inserted = 0;
  for (const { 0: token, index } of text.matchAll(/[^\s\uFEFF]+/g)) {
    const deleted = /^D(\d{1,10})$/.exec(token);
    if (token === 'I') operations.push({ kind: 'insert', vm: inserted++ });
    else if (deleted) operations.push({ kind: 'delete', vm: Number(deleted[1]) });
    else
      throw new OperationError(
        `expected I, or D and the number of a VM (D7), found ${quoted(token)}.`,
        placeOf(text, index),
      );
  }
  return operations;
}

/**
 * Reads a log of one or more sequences of operations: plain text is one sequence; in JSON Lines, the string `ops` of
 * each line's object is one. Throws `OperationError` with the place of the first error.
 */
export function parseOperationLog(text: string): Operation[][] {
  if (!/^[\s\uFEFF]*\{/.test(text)) return [parseOperations(text)];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n|\r/);
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [parseJsonLine(line, index + 1)]));
}

/**
 * Applies operations to `tree` in order. Throws `OperationError` with the ordinal of the first operation that the tree
 * refuses.
 */
export function replay(operations: Iterable<Operation>, tree: FunctionTree = createFunctionTree()): FunctionTree {
  let ordinal = 0;
  for (const { kind, vm } of operations) {
    ordinal++;
    try {
      if (kind === 'insert') tree.insert(vm);
      else tree.delete(vm);
    } catch (error) {
      if (!(error instanceof FunctionTreeError)) throw error;
      throw new OperationError(`Operation ${ordinal} (${kind} VM ${vm}): ${error.message}`, null);
    }
  }
  return tree;
}

function parseJsonLine(line: string, lineNumber: number): Operation[] {
  const at = { line: lineNumber, column: 1 };
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new OperationError('expected a JSON object with "ops", found text that is not JSON.', at);
  }
  const ops = typeof value === 'object' && value !== null && 'ops' in value ? value.ops : undefined;
  if (typeof ops !== 'string')
    throw new OperationError('expected a JSON object whose "ops" is a string of operations.', at);
  try {
    return parseOperations(ops);
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    // The place is relative to the value of "ops", not to the file.
    throw new OperationError(`character ${error.at?.column} of "ops": ${error.reason}`, at);
  }
}

function placeOf(text: string, index: number): { line: number; column: number } {
  const before = text.slice(0, index).split(/\r\n|\r|\n/);
  return { line: before.length, column: before[before.length - 1].length + 1 };
}

function quoted(token: string): string {
  return JSON.stringify(token.length > 40 ? `${token.slice(0, 40)}…` : token);
}
