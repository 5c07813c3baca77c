import { type Theme, translucent } from '../../theme';
import { STATES } from '../model/codes';

/** Colours of the drawing, in the theme's. */
export interface Palette {
  readonly background: string;
  readonly foreground: string;
  readonly muted: string;
  readonly quiet: string;
  readonly focus: string;
  /** Of the critical path. */
  readonly path: string;
  readonly rate: string;
  /** By state. */
  readonly state: readonly string[];
  /** What of a cell, and of a box, is empty or full. */
  readonly cellEmpty: readonly string[];
  readonly cellFull: readonly string[];
  readonly boxFull: readonly string[];
  readonly moved: string;
  readonly failed: string;
  readonly small: string;
  readonly text: string;
  readonly strong: string;
}

export function paletteOf(theme: Theme): Palette {
  const [blue, orange, green, pink, yellow, red] = theme.series;
  const grey = translucent(theme.foreground, 0.5);
  const state = STATES.map((name) => {
    const colors = { ready: green, starting: yellow, fetching: blue, waiting: grey, failed: red, absent: grey };
    return colors[name];
  });
  const size = theme.fontSize;
  return {
    background: theme.background,
    foreground: theme.foreground,
    muted: theme.muted,
    quiet: translucent(theme.foreground, 0.28),
    focus: theme.focus,
    path: orange,
    rate: blue,
    state,
    cellEmpty: state.map((color) => translucent(color, 0.24)),
    cellFull: state.map((color) => translucent(color, 0.9)),
    boxFull: state.map((color) => translucent(color, 0.32)),
    moved: pink,
    failed: red,
    small: `${size * 0.85}px ${theme.fontFamily}`,
    text: `${size * 0.92}px ${theme.fontFamily}`,
    strong: `600 ${size * 0.92}px ${theme.fontFamily}`,
  };
}
