import type { Random } from './random';

/**
 * Code that must withstand any input. Adding a target means adding a file in `targets/` and a line in
 * `targets/index.ts`. Inputs are bytes, so that a failing one can be kept as a file and mutated.
 */
export interface Target {
  readonly name: string;
  /** Valid inputs to begin with. Inputs kept in `corpus/<name>/` are added to them. */
  readonly seeds: readonly Uint8Array[];
  /** Pieces of text that the target's grammar knows; mutations insert them. */
  readonly tokens: readonly string[];
  /** Makes an input from nothing; absent where mutation of seeds is all there is. */
  generate?(random: Random): Uint8Array;
  /** Throws when the target fails on this input. Refusing it with the error its callers expect is not a failure. */
  check(input: Uint8Array): void | Promise<void>;
}

/** A failure worded by a target: two answers that must agree and do not, or a rule that does not hold. */
export class Fault extends Error {
  override readonly name = 'Fault';
}

/** Throws unless both print the same JSON. */
export function mustAgree(what: string, found: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new Fault(`${what}: found ${a?.slice(0, 400)}, expected ${b?.slice(0, 400)}`);
}

/** Throws unless the message is a short text without raw values of the program. What it quotes may be anything. */
export function mustBeWorded(message: string): void {
  if (message.length > 2000) throw new Fault('the message is too long to be read');
  if (/\bundefined\b|\bNaN\b|\[object/.test(message.replace(/"[\s\S]*"/g, ''))) {
    throw new Fault(`the message shows a program's value: ${message}`);
  }
}
