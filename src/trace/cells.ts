/** What a cell of a mapped table consists of, and tests of fields. The kernel does the same with bytes. */

/** A part of a field. */
export interface CellPart {
  /** From 0. */
  readonly field: number;
  readonly cut?: Cut;
}

/**
 * The parts from `from` up to `to` of a text split at a separator. Negative numbers count from the end; without `to`,
 * all from `from` on. A text with too few parts gives ''.
 */
export interface Cut {
  readonly separator: string;
  readonly from: number;
  readonly to?: number;
}

/** Texts and parts of fields, joined. */
export type Cell = readonly (string | CellPart)[];

/** Passes where a field equals one of some texts and begins with another; without either, where it has a value. */
export interface FieldTest {
  readonly field: number;
  /** In lower case. */
  readonly equals?: readonly string[];
  readonly startsWith?: string;
}

/** How cells say that there is no value. pandas writes nothing or NaN, databases NULL. */
const NO_VALUE = /^[ \t]*(?:nan|null|none|nil|na|n\/a|-|–)?[ \t]*$/i;

export function isNoValue(text: string): boolean {
  return NO_VALUE.test(text);
}

/** @param fieldOf the text of a field, or its bytes as characters */
function textOf(cell: Cell, fieldOf: (field: number) => string): string {
  let text = '';
  for (const piece of cell) text += typeof piece === 'string' ? piece : cutText(fieldOf(piece.field), piece.cut);
  return text;
}

function cutText(text: string, cut: Cut | undefined): string {
  if (cut === undefined) return text;
  const parts = text.split(cut.separator);
  const from = cut.from < 0 ? parts.length + cut.from : cut.from;
  const to = cut.to === undefined ? parts.length : cut.to < 0 ? parts.length + cut.to : cut.to;
  return from < 0 || to > parts.length || from >= to ? '' : parts.slice(from, to).join(cut.separator);
}

export function passes({ equals, startsWith, field }: FieldTest, fields: readonly string[]): boolean {
  const text = trimmed(fields[field]);
  if (equals === undefined && startsWith === undefined) return !isNoValue(text);
  if (startsWith !== undefined && !text.startsWith(startsWith)) return false;
  return equals === undefined || equals.includes(text.toLowerCase());
}

/** Without spaces and tabs around it. */
function trimmed(text: string): string {
  return text.replaceAll(/^[ \t]+|[ \t]+$/g, '');
}

/** A column whose cells are a field, or consist of parts of fields. */
interface CellColumn {
  readonly field: number;
  readonly cell?: Cell;
}

export function cellText({ cell, field }: CellColumn, fields: readonly string[]): string {
  return cell ? textOf(cell, (field) => fields[field]) : fields[field];
}

/** @param bytesOf the bytes of a field */
export function cellBytes({ cell, field }: CellColumn, bytesOf: (field: number) => Uint8Array): Uint8Array {
  if (!cell) return bytesOf(field);
  const pieces = cell.map((piece) => {
    if (typeof piece === 'string') return latinText(encoder.encode(piece));
    const { cut } = piece;
    return cut ? { ...piece, cut: { ...cut, separator: latinText(encoder.encode(cut.separator)) } } : piece;
  });
  const text = textOf(pieces, (field) => latinText(bytesOf(field)));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

const encoder = new TextEncoder();

/** Each byte as a character. */
function latinText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
