import { SYSTEMS } from '../../simulation';
import { count } from '../../text';
import { AXIS_KINDS, type AxisValue } from '../axes';
import type { Measure } from '../merge';

/** Colours of a picture: of a file, or the variables of a page. */
export interface Palette {
  readonly background: string;
  readonly ink: string;
  readonly quiet: string;
  readonly rule: string;
  /** One for each system, in their fixed order. */
  readonly hues: readonly string[];
}

/** On white: the hues of the light themes, which differ under common colour-vision deficiencies. */
export const ON_WHITE: Palette = {
  background: '#ffffff',
  ink: '#1f1f1f',
  quiet: '#616161',
  rule: '#dcdcdc',
  hues: ['#0f5fc8', '#ab601e', '#0c936e', '#8a4a86', '#970c0c', '#b38600'],
};

const FONT = 'font-family="Segoe UI, Ubuntu, Liberation Sans, sans-serif"';

/** A picture of these parts. @param title its accessible name */
export function picture(
  width: number,
  height: number,
  title: string,
  parts: readonly string[],
  palette: Palette,
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ${FONT} font-size="12" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${palette.background}"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

export function text(x: number, y: number, content: string, attributes: string): string {
  return `<text x="${x}" y="${y}" ${attributes}>${escaped(content)}</text>`;
}

export function titleText(title: string, { ink }: Palette): string {
  return text(16, 26, title, `font-size="14" font-weight="600" fill="${ink}"`);
}

export function escaped(content: string): string {
  return content.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function placeOf(system: string): number {
  return SYSTEMS.findIndex(({ name }) => name === system);
}

export function hueOf(system: string, { hues }: Palette): string {
  return hues[placeOf(system) % hues.length];
}

/** A letter beside the colour: no system is told by colour alone. */
export function markOf(system: string): string {
  return String.fromCharCode(65 + placeOf(system));
}

export function labelOf(system: string): string {
  return SYSTEMS[placeOf(system)]?.label ?? system;
}

/** In the fixed order of systems. */
export function inOrder(systems: Iterable<string>): string[] {
  return [...new Set(systems)].sort((a, b) => placeOf(a) - placeOf(b));
}

/** Height of a line of a legend. */
export const LINE = 18;

/** A line of a legend: colour, letter and name. */
export function legend(system: string, x: number, y: number, palette: Palette): string {
  return [
    `<rect x="${x}" y="${y}" width="12" height="12" rx="2" fill="${hueOf(system, palette)}"/>`,
    text(x + 20, y + 10, `${markOf(system)}  ${labelOf(system)}`, `fill="${palette.ink}"`),
  ].join('');
}

const UNITS: Partial<Record<Measure, string>> = {
  registryBytes: 'bytes from the registry',
  peerBytes: 'bytes from VMs',
  vms: 'VMs',
  vmSeconds: 'VM-seconds',
  last: 'seconds until the last start',
};

export function measureText(measure: Measure): string {
  return UNITS[measure] ?? `${measure} latency, s`;
}

export function axisText(name: string): string {
  const kind = AXIS_KINDS.find((one) => one.name === name);
  return kind ? `${kind.title}${kind.unit ? `, ${kind.unit}` : ''}` : name;
}

export function valueText(value: AxisValue): string {
  return typeof value === 'number' ? (Number.isInteger(value) ? count(value) : String(value)) : String(value ?? 'none');
}

/** Three significant digits. */
export function short(value: number): string {
  return Math.abs(value) >= 1000 ? count(Math.round(value)) : String(Number(value.toPrecision(3)));
}
