import { type Checkpoint, forSlices } from '../numeric';
import { SharedNames } from '../trace';
import type {
  Change,
  ComparisonOptions,
  FunctionChange,
  FunctionChanges,
  FunctionGroups,
  FunctionOfSide,
  FunctionsOfOneSide,
  QuantileColumns,
} from './answers';

/** Of fewer cold starts, the 99th percentile is the longest or next to it: chance. */
const LEAST_FOR_P99 = 100;

/** A function on both sides: its places in their groups. */
interface Pair {
  readonly a: number;
  readonly b: number;
  readonly change: Change;
}

export async function functionChanges(
  a: FunctionGroups,
  b: FunctionGroups,
  { by, least: asked, limit }: ComparisonOptions,
  checkpoint?: Checkpoint,
): Promise<FunctionChanges> {
  const least = by === 'p99' ? Math.max(asked, LEAST_FOR_P99) : asked;
  const names = { a: new SharedNames(a.names), b: new SharedNames(b.names) };
  const placeInB = placesOf(b);
  const isOfBoth = new Uint8Array(b.ids.length);
  const onlyA: number[] = [];
  const pairs: Pair[] = [];
  let tooFew = 0;
  await forSlices(a.ids.length, checkpoint, (from, to) => {
    for (let at = from; at < to; at++) {
      const id = names.b.indexOf(names.a.at(a.ids[at]) ?? '');
      const other = id < 0 ? -1 : placeInB[id];
      if (other < 0) {
        onlyA.push(at);
        continue;
      }
      isOfBoth[other] = 1;
      if (a.counts[at] < least || b.counts[other] < least) tooFew++;
      else pairs.push({ a: at, b: other, change: changeOf(a[by], at, b[by], other) });
    }
  });
  pairs.sort((one, other) => rankOf(other.change) - rankOf(one.change) || sizeOf(other.change) - sizeOf(one.change));
  const onlyB = [...isOfBoth.keys()].filter((at) => isOfBoth[at] === 0);
  return {
    listed: pairs.slice(0, limit).map((pair) => functionChange(a, b, pair, names.a)),
    compared: pairs.length,
    slower: pairs.filter(({ change }) => change.low > 0).length,
    faster: pairs.filter(({ change }) => change.high < 0).length,
    tooFew,
    least,
    onlyA: ofOneSide(a, onlyA, names.a, limit),
    onlyB: ofOneSide(b, onlyB, names.b, limit),
  };
}

/** The place of each name in the groups; -1 for a function without cold starts. */
function placesOf({ names, ids }: FunctionGroups): Int32Array {
  const places = new Int32Array(names.addresses.length).fill(-1);
  for (const [place, id] of ids.entries()) places[id] = place;
  return places;
}

function functionChange(a: FunctionGroups, b: FunctionGroups, pair: Pair, names: SharedNames): FunctionChange {
  return {
    name: names.at(a.ids[pair.a]) ?? '',
    a: functionOf(a, pair.a),
    b: functionOf(b, pair.b),
    p50: changeOf(a.p50, pair.a, b.p50, pair.b),
    p99: changeOf(a.p99, pair.a, b.p99, pair.b),
  };
}

/**
 * The limits of a difference from those of its two parts: Zou and Donner, Statistics in Medicine 27:1693, 2008
 * ("MOVER"), for independent parts.
 */
function changeOf(a: QuantileColumns, inA: number, b: QuantileColumns, inB: number): Change {
  const [valueA, valueB] = [a.value[inA], b.value[inB]];
  const difference = valueB - valueA;
  return {
    difference,
    low: difference - Math.hypot(valueB - b.low[inB], a.high[inA] - valueA),
    high: difference + Math.hypot(b.high[inB] - valueB, valueA - a.low[inA]),
    ratio: valueA === 0 ? null : valueB / valueA,
  };
}

/** 1 for a change beyond chance. */
function rankOf({ low, high }: Change): number {
  return low > 0 || high < 0 ? 1 : 0;
}

function sizeOf({ difference }: Change): number {
  return Math.abs(difference);
}

function functionOf({ counts, p50, p99 }: FunctionGroups, at: number): FunctionOfSide {
  return { count: counts[at], p50: p50.value[at], p99: p99.value[at] };
}

function ofOneSide(
  groups: FunctionGroups,
  places: readonly number[],
  names: SharedNames,
  limit: number,
): FunctionsOfOneSide {
  const { ids, counts } = groups;
  const most = [...places].sort((one, other) => counts[other] - counts[one]).slice(0, limit);
  return {
    functions: places.length,
    coldStarts: places.reduce((sum, at) => sum + counts[at], 0),
    listed: most.map((at) => ({ name: names.at(ids[at]) ?? '', ...functionOf(groups, at) })),
  };
}
