import { type ReadonlySignal, signal } from '@preact/signals';

/** Colours and fonts of the canvases, which CSS variables do not reach. */
export interface Theme {
  readonly foreground: string;
  readonly muted: string;
  readonly grid: string;
  readonly background: string;
  readonly border: string;
  readonly focus: string;
  readonly series: readonly string[];
  readonly fontFamily: string;
  readonly fontSize: number;
}

/** One more than there are dashes, so that colour and dash together repeat only after 42 curves. */
const SERIES = ['blue', 'orange', 'green', 'purple', 'red', 'yellow', 'foreground'];

/** Every curve has its own dash, so that no two differ by colour alone. */
export const DASHES: readonly (readonly number[])[] = [[], [7, 3], [2, 3], [10, 3, 2, 3], [5, 5], [1, 2]];

/** Markers of points without a line: Chart.js's name, and a path around the middle of the legend's 28 × 10 pixels. */
export const MARKERS = [
  { style: 'circle', path: 'M10.5 5a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0Z' },
  { style: 'triangle', path: 'M14 1.5L17.5 8H10.5Z' },
  { style: 'rect', path: 'M11 2H17V8H11Z' },
  { style: 'rectRot', path: 'M14 1L18 5L14 9L10 5Z' },
  { style: 'crossRot', path: 'M11 2L17 8M17 2L11 8' },
  { style: 'cross', path: 'M14 1V9M10 5H18' },
] as const;

const forcedColors = matchMedia('(forced-colors: active)');

/** Colours of the canvas where the operating system sets all colours. Curves then differ by their dashes. */
const FORCED_COLORS = {
  foreground: 'CanvasText',
  muted: 'CanvasText',
  grid: 'GrayText',
  background: 'Canvas',
  border: 'CanvasText',
  focus: 'Highlight',
};

function readTheme(): Theme {
  const style = getComputedStyle(document.body);
  const variable = (name: string, fallback: string) => style.getPropertyValue(`--vscode-${name}`).trim() || fallback;
  const foreground = variable('foreground', style.color);
  const background = variable('editor-background', style.backgroundColor);
  const highContrast = /\bvscode-high-contrast\b|\bvscode-high-contrast-light\b/.test(document.body.className);
  const fonts = {
    fontFamily: variable('font-family', 'sans-serif'),
    fontSize: Number.parseFloat(variable('font-size', '13')) || 13,
  };
  const series = SERIES.map((name) => style.getPropertyValue(`--series-${name}`));
  if (forcedColors.matches) return { ...FORCED_COLORS, series: series.map(() => 'CanvasText'), ...fonts };
  return {
    foreground,
    background,
    muted: highContrast ? foreground : variable('descriptionForeground', foreground),
    grid: highContrast
      ? translucent(variable('contrastBorder', foreground), 0.4)
      : variable('editorIndentGuide-background1', variable('charts-lines', foreground)),
    border: variable('contrastBorder', variable('editorWidget-border', foreground)),
    focus: variable('focusBorder', foreground),
    series,
    ...fonts,
  };
}

const current = signal<Theme | null>(null);

/** VS Code writes its theme as variables on the root element and a class on the body, and changes both in place. */
export function watchTheme(): ReadonlySignal<Theme | null> {
  const update = () => {
    current.value = readTheme();
  };
  update();
  const observer = new MutationObserver(update);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  forcedColors.addEventListener('change', update);
  return current;
}

export function useTheme(): Theme {
  if (current.value === null) throw new Error('watchTheme has not been called');
  return current.value;
}

/** `color` with `alpha`, in any notation that a theme uses. */
export function translucent(color: string, alpha: number): string {
  return `color-mix(in srgb, ${color} ${Math.round(alpha * 100)}%, transparent)`;
}
