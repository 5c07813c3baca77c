type Column = Float64Array | Float32Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** A copy of the column with at least `length` elements, and at least twice as many as before; new elements are 0. */
export function grown<T extends Column>(column: T, length: number): T {
  const Type = column.constructor as new (length: number) => T;
  const larger = new Type(Math.max(length, 2 * column.length));
  larger.set(column);
  return larger;
}
