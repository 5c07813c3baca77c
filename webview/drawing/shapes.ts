/** A picture as a list of shapes, in pixels: drawn on the page, and written as an SVG file with the same content. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

/** The role of a colour, or the place of a curve among the colours of curves. */
export type Ink = 'text' | 'muted' | 'grid' | 'background' | number;

export type Shape =
  | {
      readonly kind: 'path';
      /** An SVG path of straight lines: M, L, H, V and Z, in absolute places. */
      readonly d: string;
      readonly stroke?: Ink;
      readonly width?: number;
      readonly dash?: readonly number[];
      readonly fill?: Ink;
      /** 0 to 1, of the fill. */
      readonly opacity?: number;
    }
  | {
      readonly kind: 'circle';
      /** Of the middle. */
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly fill: Ink;
    }
  | {
      readonly kind: 'text';
      readonly x: number;
      /** Of the baseline. */
      readonly y: number;
      readonly text: string;
      readonly anchor?: 'start' | 'middle' | 'end';
      readonly ink?: Ink;
      readonly bold?: boolean;
      /** Default: small. */
      readonly size?: 'small' | 'normal';
    };

/** Pixels of the two sizes of text. */
export const TEXT_PIXELS = { small: 11, normal: 13 } as const;

/** About as wide as a text is drawn, in pixels. */
export function textWidth(text: string, size: keyof typeof TEXT_PIXELS = 'normal'): number {
  return text.length * TEXT_PIXELS[size] * 0.58;
}

/** The text, cut so that it is about as wide as `pixels`. */
export function fittingText(text: string, pixels: number, size: keyof typeof TEXT_PIXELS = 'normal'): string {
  if (textWidth(text, size) <= pixels) return text;
  const length = Math.max(1, Math.floor(pixels / textWidth('x', size)) - 1);
  return `${text.slice(0, length).trimEnd()}…`;
}
