import type { Theme } from '../../theme';
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
  /** What of a cell, and of a box, is empty or full, by state. */
  readonly cellEmpty: readonly string[];
  readonly cellFull: readonly string[];
  readonly boxFull: readonly string[];
  readonly moved: string;
  readonly failed: string;
  readonly small: string;
  readonly text: string;
  readonly strong: string;
}

/** Colours as a canvas keeps them: a theme's notation would be read again for each use. */
const probe = document.createElement('canvas').getContext('2d')!;

function resolved(color: string): string {
  probe.fillStyle = color;
  return probe.fillStyle;
}

/** Opaque, which is drawn faster than a translucent colour: `color` with this alpha on the background. */
function onBackground({ background }: Theme, color: string, alpha: number): string {
  return resolved(`color-mix(in srgb, ${color} ${Math.round(alpha * 100)}%, ${background})`);
}

export function paletteOf(theme: Theme): Palette {
  const [blue, orange, green, pink, yellow, red] = theme.series;
  const grey = onBackground(theme, theme.foreground, 0.5);
  const colors = { ready: green, starting: yellow, fetching: blue, waiting: grey, failed: red, absent: grey };
  const state = STATES.map((name) => resolved(colors[name]));
  const size = theme.fontSize;
  return {
    background: resolved(theme.background),
    foreground: resolved(theme.foreground),
    muted: resolved(theme.muted),
    quiet: onBackground(theme, theme.foreground, 0.28),
    focus: resolved(theme.focus),
    path: resolved(orange),
    rate: resolved(blue),
    state,
    cellEmpty: state.map((color) => onBackground(theme, color, 0.24)),
    cellFull: state.map((color) => onBackground(theme, color, 0.9)),
    boxFull: state.map((color) => onBackground(theme, color, 0.32)),
    moved: resolved(pink),
    failed: resolved(red),
    small: `${size * 0.85}px ${theme.fontFamily}`,
    text: `${size * 0.92}px ${theme.fontFamily}`,
    strong: `600 ${size * 0.92}px ${theme.fontFamily}`,
  };
}
