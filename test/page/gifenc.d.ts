/** The part of gifenc that is used here: it comes without types. */
declare module 'gifenc' {
  export type Color = readonly number[];

  export function quantize(rgba: Uint8Array, colors: number): Color[];
  export function applyPalette(rgba: Uint8Array, palette: readonly Color[]): Uint8Array;
  export function GIFEncoder(): {
    writeFrame(
      indices: Uint8Array,
      width: number,
      height: number,
      options: {
        /** Of all frames if the first has one and the others have none. */
        palette?: readonly Color[];
        /** Milliseconds. */
        delay: number;
        transparent?: boolean;
        transparentIndex?: number;
        /** 1: the next frame is drawn over this one. */
        dispose?: number;
      },
    ): void;
    finish(): void;
    bytes(): Uint8Array;
  };
}
