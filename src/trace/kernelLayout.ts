import type { Cell, FieldTest } from './cells';
import { type FieldColumn, type TraceHeader, warmColumns } from './header';
import type { Global } from './scanModule';
import { type ColumnKind, isNames, mostNames } from './schema';

/** Tells the kernel what the rows of a file consist of. */

/** The exports of `assembly/scan.ts` that describe rows. Addresses are bytes into `memory`. */
export interface LayoutExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly NUMBER: Global;
  readonly NUMBER32: Global;
  readonly COUNT: Global;
  readonly MOST_COLUMNS: Global;
  readonly ALL: Global;
  begin(width: number, delimiter: number, point: number, mapped: boolean): void;
  addValues(kind: number, field: number, required: boolean): number;
  valuesCell(pieces: number, count: number): void;
  valuesScale(shift: number, factor: number): void;
  valuesTime(order: number, zone: number): void;
  valuesWarm(): number;
  valuesOrElse(field: number): void;
  addNames(bytes: number, field: number, required: boolean, most: number): number;
  namesCell(pieces: number, count: number): void;
  namesWarm(): number;
  addPiece(field: number, text: number, length: number, isText: boolean, from: number, to: number): number;
  addTest(isOnly: boolean, field: number, prefix: number, length: number, equals: number, count: number): void;
  allocate(bytes: number): number;
}

export interface PlacedColumn {
  readonly kind: ColumnKind;
  /** Where the column's values begin. */
  readonly address: number;
}

export interface KernelLayout {
  /** Whether the kernel can read any row. */
  readonly isReadable: boolean;
  /** The header's columns. */
  readonly cold: readonly PlacedColumn[];
  /** Those of warm invocations. */
  readonly warm: readonly PlacedColumn[];
}

/** Texts that the kernel compares or joins are shorter. Prevents that a mapping fills its memory. */
const MOST_TEXT = 1000;
const ORDERS = { ymd: 1, dmy: 2, mdy: 3 } as const;
const encoder = new TextEncoder();

/** Describes the rows of a file to the kernel, which forgets those of the file before. */
export function layOut(exports: LayoutExports, header: TraceHeader): KernelLayout {
  const { names, columns, delimiter, decimalComma, only, cold } = header;
  const isMapped = only !== undefined || cold !== undefined || columns.some(isMappedColumn);
  exports.begin(names.length, delimiter.charCodeAt(0), decimalComma ? COMMA : POINT, isMapped);
  if (columns.length > exports.MOST_COLUMNS.value || !textsOf(header).every(isKept))
    return { isReadable: false, cold: [], warm: [] };
  const warm = new Set(warmColumns(header) ?? []);
  const placed = columns.map((column, index) => new Placer(exports, column, warm.has(index)));
  if (only) addTest(exports, true, only);
  if (cold) addTest(exports, false, cold);
  return { isReadable: true, cold: placed.map(({ cold }) => cold), warm: placed.flatMap(({ warm }) => warm ?? []) };
}

const COMMA = 44;
const POINT = 46;

function isMappedColumn({ cell, scale, date, orElse }: FieldColumn): boolean {
  return cell !== undefined || scale !== undefined || date !== undefined || orElse !== undefined;
}

function textsOf({ columns, only, cold }: TraceHeader): string[] {
  const pieces = columns.flatMap(({ cell = [] }) => cell);
  const tests = [only, cold].flatMap((test) => (test ? [test.startsWith ?? '', ...(test.equals ?? [])] : []));
  return [...pieces.map((piece) => (typeof piece === 'string' ? piece : (piece.cut?.separator ?? ''))), ...tests];
}

function isKept(text: string): boolean {
  return text.length < MOST_TEXT;
}

class Placer {
  readonly cold: PlacedColumn;
  readonly warm: PlacedColumn | null = null;

  constructor(
    private readonly exports: LayoutExports,
    column: FieldColumn,
    isWarm: boolean,
  ) {
    const { kind, field, required, cell } = column;
    const pieces = cell && addCell(exports, cell);
    if (isNames(column)) {
      this.cold = { kind, address: exports.addNames(kind === 'label' ? 2 : 4, field, required, mostNames(kind)) };
      if (pieces !== undefined) exports.namesCell(pieces, cell!.length);
      if (isWarm) this.warm = { kind, address: exports.namesWarm() };
      return;
    }
    this.cold = { kind, address: exports.addValues(this.#codeOf(kind), field, required) };
    if (isWarm) this.warm = { kind, address: exports.valuesWarm() };
    this.#describe(column, pieces);
  }

  /** Describes the values added last. */
  #describe(column: FieldColumn, pieces: number | undefined): void {
    const { kind, cell, scale, date, orElse } = column;
    const { exports } = this;
    if (pieces !== undefined) exports.valuesCell(pieces, cell!.length);
    if (scale) exports.valuesScale(scale.shift, scale.factor);
    if (kind === 'time') exports.valuesTime(date ? ORDERS[date.order] : 0, (date?.zone ?? 0) * 60);
    if (!orElse) return;
    const others = orElse.cell && addCell(exports, orElse.cell);
    exports.valuesOrElse(orElse.field);
    this.#describe(orElse, others);
  }

  #codeOf(kind: ColumnKind): number {
    const { NUMBER, NUMBER32, COUNT } = this.exports;
    return { time: NUMBER, number: NUMBER, number32: NUMBER32, count: COUNT, name: COUNT, label: COUNT }[kind].value;
  }
}

/** Returns the address of the first of consecutive pieces. */
function addCell(exports: LayoutExports, cell: Cell): number {
  const texts = cell.map((piece) =>
    addText(exports, encoder.encode(typeof piece === 'string' ? piece : (piece.cut?.separator ?? ''))),
  );
  const addresses = cell.map((piece, at) => {
    const { address, length } = texts[at];
    if (typeof piece === 'string') return exports.addPiece(0, address, length, true, 0, 0);
    const { from = 0, to = exports.ALL.value } = piece.cut ?? {};
    return exports.addPiece(piece.field, address, length, false, from, to);
  });
  return addresses[0];
}

function addTest(exports: LayoutExports, isOnly: boolean, { field, startsWith, equals }: FieldTest): void {
  const prefix = addText(exports, encoder.encode(startsWith ?? ''));
  const texts = equals?.map((text) => encoder.encode(text)) ?? [];
  const joined = texts.flatMap((text) => [text.length & 0xff, text.length >> 8, ...text]);
  const { address } = addText(exports, Uint8Array.from(joined));
  exports.addTest(
    isOnly,
    field,
    startsWith === undefined ? 0 : prefix.address,
    prefix.length,
    equals === undefined ? 0 : address,
    texts.length,
  );
}

/** Bytes that are read a few at a time, beyond their end. */
function addText(
  { memory, allocate }: LayoutExports,
  bytes: Uint8Array,
): { readonly address: number; readonly length: number } {
  const address = allocate(bytes.length + 16);
  new Uint8Array(memory.buffer, address, bytes.length).set(bytes);
  return { address, length: bytes.length };
}
