import { SYSTEMS } from '../simulation';
import { count, fixed } from '../text';
import { AXIS_KINDS, type AxisValue } from './axes';
import type { Cell, CrossoverMap } from './crossover';

/** One for each system, in their fixed order; the closest two stay apart under common colour-vision deficiencies. */
const HUES = ['#0f5fc8', '#b86412', '#0c936e', '#8a4a86', '#a81f16', '#9aa0a8'];
const INK = '#1f1f1f';
const QUIET = '#616161';

const CELL = { width: 64, height: 34 };
const LEFT = 92;
const TOP = 64;
const BELOW = 58;
const LINE = 18;
const FONT = 'font-family="Segoe UI, Ubuntu, Liberation Sans, sans-serif"';

/**
 * A crossover map as an SVG picture: each cell has the colour and the mark of the best system and how many times its
 * value the next one has. Cells in which the intervals of the two overlap are pale and say nothing but both.
 * @param caption a line below it, such as the sweep and its seeds
 */
export function mapSvg(map: CrossoverMap, caption: string): string {
  const { xs, ys, cells } = map;
  const systems = SYSTEMS.filter(({ name }) => cells.some(({ ranked }) => ranked.some((one) => one.system === name)));
  const width = Math.max(LEFT + xs.length * CELL.width + 24, 420);
  const plotHeight = ys.length * CELL.height;
  const height = TOP + plotHeight + BELOW + LINE * (systems.length + 2);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ${FONT} font-size="12">`,
    `<title>${escaped(`Best system by ${map.measure}, simulated`)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(
      16,
      26,
      `Which system has the least ${measureText(map)} (simulated)`,
      `font-size="14" font-weight="600" fill="${INK}"`,
    ),
    text(
      16,
      46,
      'Number: how many times as much the next system has. Pale: nobody can say, intervals overlap.',
      `fill="${QUIET}"`,
    ),
    ...cells.map((cell, at) => cellParts(cell, at % xs.length, ys.length - 1 - Math.floor(at / xs.length))),
    ...xs.map((x, at) => text(LEFT + (at + 0.5) * CELL.width, TOP + plotHeight + 18, valueText(x), middle())),
    ...ys.map((y, at) => text(LEFT - 8, TOP + (ys.length - at - 0.5) * CELL.height + 4, valueText(y), end())),
    text(LEFT + (xs.length * CELL.width) / 2, TOP + plotHeight + 40, axisText(map.xName), middle()),
    `<text transform="translate(18 ${TOP + plotHeight / 2}) rotate(-90)" text-anchor="middle" fill="${INK}">${escaped(axisText(map.yName))}</text>`,
    ...systems.map(({ name, label }, at) => legend(name, label, TOP + plotHeight + BELOW + 8 + at * LINE)),
    text(16, height - 10, caption, `fill="${QUIET}" font-size="11"`),
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

function cellParts({ ranked, factor, isClear }: Cell, column: number, row: number): string {
  const [x, y] = [LEFT + column * CELL.width, TOP + row * CELL.height];
  const [best, next] = ranked;
  const box = `x="${x + 1}" y="${y + 1}" width="${CELL.width - 2}" height="${CELL.height - 2}" rx="2"`;
  if (!best) return `<rect ${box} fill="#ececec"/>`;
  const hue = hueOf(best.system);
  const marks = isClear || !next ? mark(best.system) : `${mark(best.system)}/${mark(next.system)}`;
  const label = factor !== null && isClear ? `${marks} ${fixed(factor, factor < 10 ? 2 : 1)}×` : marks;
  const ink = isClear ? '#ffffff' : INK;
  return [
    `<rect ${box} fill="${hue}" fill-opacity="${isClear ? 1 : 0.18}"/>`,
    text(x + CELL.width / 2, y + CELL.height / 2 + 4, label, `text-anchor="middle" fill="${ink}"`),
  ].join('');
}

function legend(name: string, label: string, y: number): string {
  return [
    `<rect x="${LEFT}" y="${y}" width="12" height="12" rx="2" fill="${hueOf(name)}"/>`,
    text(LEFT + 20, y + 10, `${mark(name)}  ${label}`, `fill="${INK}"`),
  ].join('');
}

function hueOf(system: string): string {
  return HUES[SYSTEMS.findIndex(({ name }) => name === system) % HUES.length];
}

/** A letter beside the colour: no system is told by colour alone. */
function mark(system: string): string {
  return String.fromCharCode(65 + SYSTEMS.findIndex(({ name }) => name === system));
}

function measureText({ measure }: CrossoverMap): string {
  const units: Record<string, string> = {
    registryBytes: 'bytes from the registry',
    peerBytes: 'bytes from VMs',
    vms: 'VMs',
    vmSeconds: 'VM-seconds',
  };
  return units[measure] ?? `${measure === 'last' ? 'time until the last start' : `${measure} latency`}`;
}

function axisText(name: string): string {
  const kind = AXIS_KINDS.find((one) => one.name === name);
  return kind ? `${kind.title}${kind.unit ? `, ${kind.unit}` : ''}` : name;
}

const middle = () => `text-anchor="middle" fill="${INK}"`;
const end = () => `text-anchor="end" fill="${INK}"`;

function valueText(value: AxisValue): string {
  return typeof value === 'number' ? (Number.isInteger(value) ? count(value) : String(value)) : String(value ?? 'none');
}

function text(x: number, y: number, content: string, attributes: string): string {
  return `<text x="${x}" y="${y}" ${attributes}>${escaped(content)}</text>`;
}

function escaped(content: string): string {
  return content.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
