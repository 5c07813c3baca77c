import { type ReadonlySignal, signal } from '@preact/signals';

/** Colours and fonts of the canvases, which CSS variables do not reach. */
export interface Theme {
  readonly foreground: string;
  readonly muted: string;
  readonly grid: string;
  readonly background: string;
  readonly border: string;
  readonly focus: string;
  /** The hues `--c1` to `--c6`, then the foreground. */
  readonly series: readonly string[];
  /** Of the heat map: from no cold start to most. */
  readonly heat: readonly string[];
  /** What the filter leaves out. */
  readonly rest: string;
  /** Behind lines on the heat map. */
  readonly halo: string;
  readonly fontFamily: string;
  readonly fontSize: number;
}

/** One more than there are dashes, so that colour and dash together repeat only after 42 curves. */
const HUES = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'];
const HEAT = ['heat-0', 'heat-1', 'heat-2', 'heat-3', 'heat-4'];

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

/** @param element whose colours are read: the body, or one with those of the print */
function readTheme(element: Element): Theme {
  const style = getComputedStyle(element);
  const variable = (name: string, fallback: string) => style.getPropertyValue(`--vscode-${name}`).trim() || fallback;
  const foreground = variable('foreground', style.color);
  const background = variable('editor-background', style.backgroundColor);
  const highContrast =
    element === document.body &&
    /\bvscode-high-contrast\b|\bvscode-high-contrast-light\b/.test(document.body.className);
  const fonts = {
    fontFamily: variable('font-family', 'sans-serif'),
    fontSize: Number.parseFloat(variable('font-size', '13')) || 13,
  };
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const series = [...HUES.map(token), foreground];
  const map = { heat: HEAT.map(token), rest: token('rest'), halo: token('halo') };
  if (forcedColors.matches && element === document.body)
    return { ...FORCED_COLORS, series: series.map(() => 'CanvasText'), ...map, ...fonts };
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
    ...map,
    ...fonts,
  };
}

/** Colours and fonts of exported pictures, the same in every theme. */
export function printTheme(): Theme {
  const sample = document.createElement('div');
  sample.className = 'print';
  sample.hidden = true;
  document.body.append(sample);
  const theme = readTheme(sample);
  sample.remove();
  return theme;
}

const current = signal<Theme | null>(null);

/** VS Code writes its theme as variables on the root element and a class on the body, and changes both in place. */
export function watchTheme(): ReadonlySignal<Theme | null> {
  const update = () => {
    current.value = readTheme(document.body);
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
