import { ENDS, FUNCTION_ID, freeAll, INPUT, LATENCY, LINE, MEMORY_MB, RUNTIME_ID, TIME } from './layout';
import { add, clear, find, hashOf, Names, UNKNOWN } from './names';
import { parseNumber } from './numbers';

export * from './layout';

const LF: u8 = 10;
const CR: u8 = 13;
const COMMA: u8 = 44;
const UNKNOWN_MEMORY: u32 = 0xffffffff;
const MOST_NAME_BYTES: u32 = 1024;
const MOST_RUNTIMES: u32 = 0xffff;

/** The four bytes that end fields or must not be in plain ones, each in the place that its lower half says; elsewhere what no byte there is. */
const FIELD_ENDS = i8x16(-1, -1, 34, -1, -1, -1, -1, -1, -1, -1, 10, -1, 44, 13, -1, 0);

/** Columns of the header, -1 for none. */
let timeColumn: i32 = 0;
let latencyColumn: i32 = 0;
let functionColumn: i32 = 0;
let runtimeColumn: i32 = -1;
let memoryColumn: i32 = -1;
let columns: i32 = 0;

const functions = changetype<Names>(memory.data(offsetof<Names>(), 8));
const runtimes = changetype<Names>(memory.data(offsetof<Names>(), 8));

/** Where the line to be read next begins, and the first end in it. */
let cursor: u32 = 0;
let nextEnd: usize = ENDS;
let lastEnd: usize = ENDS;
let line: u32 = 0;
let rows: u32 = 0;
let blankLines: u32 = 0;

/** Makes ready for a file whose rows have `width` fields; the others are columns, -1 for one it does not have. Forgets all names. */
export function begin(width: i32, time: i32, latency: i32, functionName: i32, runtime: i32, memoryMB: i32): void {
  columns = width;
  timeColumn = time;
  latencyColumn = latency;
  functionColumn = functionName;
  runtimeColumn = runtime;
  memoryColumn = memoryMB;
  freeAll();
  clear(functions);
  clear(runtimes);
}

/** Finds where the fields of the input end, whose last byte is a line feed. Returns how many line ends there are. */
export function findEnds(length: u32): u32 {
  memory.fill(INPUT + length, 0, 64);
  store<i32>(ENDS - 4, -1);
  const lowerHalf = i8x16.splat(15);
  const lf = i8x16.splat(LF);
  const cr = i8x16.splat(CR);
  let end = ENDS;
  let lines: u32 = 0;
  let afterCr: u64 = 0;
  for (let at: u32 = 0; at < length; at += 64) {
    const v0 = v128.load(INPUT + at);
    const v1 = v128.load(INPUT + at, 16);
    const v2 = v128.load(INPUT + at, 32);
    const v3 = v128.load(INPUT + at, 48);
    let ends = joined(
      i8x16.eq(i8x16.swizzle(FIELD_ENDS, v128.and(v0, lowerHalf)), v0),
      i8x16.eq(i8x16.swizzle(FIELD_ENDS, v128.and(v1, lowerHalf)), v1),
      i8x16.eq(i8x16.swizzle(FIELD_ENDS, v128.and(v2, lowerHalf)), v2),
      i8x16.eq(i8x16.swizzle(FIELD_ENDS, v128.and(v3, lowerHalf)), v3),
    );
    const feeds = joined(i8x16.eq(v0, lf), i8x16.eq(v1, lf), i8x16.eq(v2, lf), i8x16.eq(v3, lf));
    const returns = joined(i8x16.eq(v0, cr), i8x16.eq(v1, cr), i8x16.eq(v2, cr), i8x16.eq(v3, cr));
    // A line feed behind a carriage return ends no other line.
    lines += <u32>popcnt(feeds | returns) - <u32>popcnt(((returns << 1) | afterCr) & feeds);
    afterCr = returns >> 63;
    const found = <usize>popcnt(ends);
    let into = end;
    end += found << 2;
    // Most often there are some eight: to write as many as that without asking is quicker than to ask after each.
    for (let i = 0; i < 8; i++) {
      store<u32>(into, at + <u32>ctz(ends));
      ends &= ends - 1;
      into += 4;
    }
    while (ends !== 0) {
      store<u32>(into, at + <u32>ctz(ends));
      ends &= ends - 1;
      into += 4;
    }
  }
  cursor = 0;
  nextEnd = ENDS;
  lastEnd = end;
  return lines;
}

/** One bit for each byte of four vectors. */
function joined(v0: v128, v1: v128, v2: v128, v3: v128): u64 {
  return (
    <u64>(<u32>i8x16.bitmask(v0)) |
    ((<u64>(<u32>i8x16.bitmask(v1))) << 16) |
    ((<u64>(<u32>i8x16.bitmask(v2))) << 32) |
    ((<u64>(<u32>i8x16.bitmask(v3))) << 48)
  );
}

/** Goes on at a line of the input, with its number; what has been read before is forgotten. */
export function goOn(at: u32, itsLine: u32): void {
  cursor = at;
  line = itsLine;
  rows = 0;
  blankLines = 0;
  while (nextEnd < lastEnd && load<u32>(nextEnd) < at) nextEnd += 4;
}

/** Reads rows up to the end of the input, or to the first line that is out of the ordinary. Returns where that is. */
export function readRows(): u32 {
  const last = (<usize>(columns - 1)) << 2;
  while (nextEnd < lastEnd) {
    const start = load<u32>(nextEnd);
    if (start === cursor && load<u8>(INPUT + start) === LF) {
      blankLines++;
      line++;
      cursor++;
      nextEnd += 4;
      continue;
    }
    const end = nextEnd + last;
    let at = nextEnd;
    // The input's last byte ends this at the latest.
    while (at < end && load<u8>(INPUT + load<u32>(at)) === COMMA) at += 4;
    if (at < end) break;
    let lineEnd = load<u32>(end);
    let next = end + 4;
    if (load<u8>(INPUT + lineEnd) === CR) {
      lineEnd++;
      next += 4;
    }
    if (load<u8>(INPUT + lineEnd) !== LF || !readRow(nextEnd)) break;
    rows++;
    line++;
    cursor = lineEnd + 1;
    nextEnd = next;
  }
  return cursor;
}

function startOf(ends: usize, column: i32): usize {
  return INPUT + load<u32>(ends + ((<isize>(column - 1)) << 2)) + 1;
}

function endOf(ends: usize, column: i32): usize {
  return INPUT + load<u32>(ends + ((<usize>column) << 2));
}

function readRow(ends: usize): bool {
  const time = parseNumber(startOf(ends, timeColumn), endOf(ends, timeColumn));
  const latency = parseNumber(startOf(ends, latencyColumn), endOf(ends, latencyColumn));
  if (time < 0 || latency < 0) return false;
  let memoryMB: u32 = UNKNOWN_MEMORY;
  if (memoryColumn >= 0) {
    const start = startOf(ends, memoryColumn);
    const end = endOf(ends, memoryColumn);
    if (start < end) {
      const value = parseNumber(start, end);
      const rounded = floor<f64>(value + 0.5);
      if (!(value >= 0 && rounded < <f64>UNKNOWN_MEMORY)) return false;
      memoryMB = <u32>rounded;
    }
  }
  const functionStart = startOf(ends, functionColumn);
  const functionLength = <u32>(endOf(ends, functionColumn) - functionStart);
  const functionHash = hashOf(functionStart, functionLength);
  let functionId = find(functions, functionStart, functionLength, functionHash);
  let runtimeId: i32 = 0;
  if (runtimeColumn >= 0) {
    const start = startOf(ends, runtimeColumn);
    const length = <u32>(endOf(ends, runtimeColumn) - start);
    const hash = hashOf(start, length);
    runtimeId = find(runtimes, start, length, hash);
    if (runtimeId < 0) {
      if (runtimeId !== UNKNOWN || runtimes.count === MOST_RUNTIMES || !isName(start, length)) return false;
      if (functionId < 0 && (functionId !== UNKNOWN || functionLength === 0 || !isName(functionStart, functionLength)))
        return false;
      runtimeId = add(runtimes, start, length, hash);
    }
  }
  if (functionId < 0) {
    if (functionId !== UNKNOWN || functionLength === 0 || !isName(functionStart, functionLength)) return false;
    functionId = add(functions, functionStart, functionLength, functionHash);
  }
  const row = <usize>rows;
  store<f64>(TIME + (row << 3), time);
  store<f64>(LATENCY + (row << 3), latency);
  store<u32>(FUNCTION_ID + (row << 2), functionId);
  store<u32>(MEMORY_MB + (row << 2), memoryMB);
  store<u32>(LINE + (row << 2), line);
  store<u16>(RUNTIME_ID + (row << 1), <u16>runtimeId);
  return true;
}

/** Whether a name is one without looking at its characters: not too long for any, and none of them NUL. */
function isName(start: usize, length: u32): bool {
  if (length > MOST_NAME_BYTES) return false;
  for (let at = start; at < start + length; at++) if (load<u8>(at) === 0) return false;
  return true;
}

export function lineNow(): u32 {
  return line;
}
export function rowsRead(): u32 {
  return rows;
}
export function blankLinesRead(): u32 {
  return blankLines;
}
export function functionCount(): u32 {
  return functions.count;
}
export function functionEntries(): usize {
  return functions.entries;
}
export function runtimeCount(): u32 {
  return runtimes.count;
}
export function runtimeEntries(): usize {
  return runtimes.entries;
}
