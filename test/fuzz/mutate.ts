import type { Random } from './random';

/** Bytes that end or open something in most grammars, and those that are not text. */
const SPECIAL = [
  0, 0x09, 0x0a, 0x0d, 0x20, 0x22, 0x27, 0x2c, 0x2d, 0x2e, 0x30, 0x39, 0x3b, 0x5c, 0x7b, 0x7d, 0x80, 0xc3, 0xef, 0xff,
];
const MOST_BYTES = 4096;

type Mutation = (bytes: Uint8Array, random: Random, other: Uint8Array, tokens: readonly Uint8Array[]) => Uint8Array;

function splice(bytes: Uint8Array, at: number, remove: number, insert: Uint8Array): Uint8Array {
  const rest = bytes.subarray(at + remove);
  const result = new Uint8Array(at + insert.length + rest.length);
  result.set(bytes.subarray(0, at));
  result.set(insert, at);
  result.set(rest, at + insert.length);
  return result;
}

function stretchOf(bytes: Uint8Array, random: Random): Uint8Array {
  const from = random.below(bytes.length + 1);
  return bytes.subarray(from, from + random.below(random.oneIn(4) ? 64 : 8) + 1);
}

const MUTATIONS: readonly Mutation[] = [
  (bytes, random) => {
    const changed = bytes.slice();
    if (changed.length > 0) changed[random.below(changed.length)] ^= 1 << random.below(8);
    return changed;
  },
  (bytes, random) => {
    const changed = bytes.slice();
    if (changed.length > 0) changed[random.below(changed.length)] = random.pick(SPECIAL);
    return changed;
  },
  (bytes, random) => splice(bytes, random.below(bytes.length + 1), 0, Uint8Array.of(random.pick(SPECIAL))),
  (bytes, random) =>
    splice(bytes, random.below(bytes.length + 1), random.below(random.oneIn(4) ? 40 : 4) + 1, new Uint8Array()),
  (bytes, random) => splice(bytes, random.below(bytes.length + 1), 0, stretchOf(bytes, random)),
  (bytes, random, other) => splice(bytes, random.below(bytes.length + 1), random.below(8), stretchOf(other, random)),
  (bytes, random, _, tokens) =>
    tokens.length === 0 ? bytes : splice(bytes, random.below(bytes.length + 1), random.below(3), random.pick(tokens)),
  // Numbers at the edges of their types.
  (bytes, random) => splice(bytes, random.below(bytes.length + 1), random.below(4), EDGES[random.below(EDGES.length)]),
  // The head of one and the tail of another.
  (bytes, random, other) =>
    splice(bytes, random.below(bytes.length + 1), bytes.length, other.subarray(random.below(other.length + 1))),
];

const EDGES = [
  '-1',
  '0',
  '-0',
  '1e309',
  '1e-400',
  '4294967295',
  '4294967296',
  '9007199254740993',
  '18446744073709551616',
  'NaN',
  'null',
  '1_0',
  '٣',
].map((text) => new TextEncoder().encode(text));

/** The input with one to six random changes. */
export function mutated(
  input: Uint8Array,
  other: Uint8Array,
  tokens: readonly Uint8Array[],
  random: Random,
): Uint8Array {
  let bytes = input;
  for (let changes = random.oneIn(2) ? 1 : 1 + random.below(6); changes > 0; changes--) {
    bytes = random.pick(MUTATIONS)(bytes, random, other, tokens);
  }
  return bytes.subarray(0, MOST_BYTES);
}
