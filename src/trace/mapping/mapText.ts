/**
 * A mapping as text, for `--map`, and back:
 * `time=when:dmy:+0100,function=app+name:/,latency=init_ms:ms,cold=isCold:true,stage.pull=pull:s,region=region`.
 * What the text leaves out, such as the delimiter and units, is taken from the file.
 */

import {
  DURATION_UNITS,
  type FieldPart,
  type FileUnit,
  MEMORY_UNITS,
  type NameSource,
  type RowTest,
  type TableMapping,
} from '../formats/format';
import type { Delimiter } from '../formats/sample';
import { EXTRA_UNITS, TIME_FORMS, titleOf } from './choices';
import { entriesText, type MapEntry, MapError, type MapWord, parseEntries } from './mapSyntax';

/** What `--map` says. Absent units and null layout are found in the file. */
export interface MapSpec {
  readonly layout: {
    readonly delimiter: Delimiter | null;
    readonly decimalComma: boolean | null;
    readonly skipLines: number | null;
    readonly header: boolean | null;
  };
  readonly time: FieldPart & {
    readonly as: TableMapping['time']['as'] | null;
    readonly zone: number;
    readonly relative: boolean;
  };
  readonly function: NameSource;
  readonly latency: FieldPart & { readonly unit: FileUnit | 'auto' | null };
  readonly runtime: NameSource | null;
  readonly memoryMB: (FieldPart & { readonly unit: FileUnit | null }) | null;
  readonly cold: RowTest | null;
  readonly only: NonNullable<TableMapping['only']> | null;
  readonly extras: readonly MapExtra[];
  readonly id: string | null;
}

export type MapExtra = FieldPart & {
  readonly key: string;
  readonly title: string;
  readonly role: 'stage' | 'measure' | 'label';
  /** null for a label, and for a stage whose unit is found in the file. */
  readonly fileUnit: FileUnit | null;
};

const DELIMITER_NAMES: Readonly<Record<string, Delimiter>> = {
  ...{ comma: ',', semicolon: ';', tab: '\t', bar: '|', blank: ' ' },
  ...{ ',': ',', ';': ';', '\t': '\t', '|': '|', ' ': ' ' },
};

const KEYS = ['time', 'function', 'latency', 'runtime', 'memory', 'cold', 'only', 'other', 'id'] as const;
const LAYOUT_KEYS = ['delimiter', 'decimal', 'skip', 'header'] as const;
const RESERVED: ReadonlySet<string> = new Set([...KEYS, ...LAYOUT_KEYS]);

/** Spellings that any keyboard has. */
const SPELLINGS: Readonly<Record<string, string>> = { us: 'µs', μs: 'µs', 'bytes*10^6': 'bytes·10⁶' };

/** Throws `MapError`. */
export function parseMap(text: string): MapSpec {
  const entries = parseEntries(text);
  const found = new Map<string, MapEntry>();
  for (const entry of entries) {
    const { key, at } = entry;
    if (found.has(key)) throw new MapError(`${key} is given twice.`, 'Remove one of the two.', at);
    found.set(key, entry);
  }
  const time = required(found, 'time', 'time=when', text);
  const name = required(found, 'function', 'function=app+name', text);
  const latency = required(found, 'latency', 'latency=init_ms:ms', text);
  const memory = found.get('memory');
  const only = found.get('only');
  const runtime = found.get('runtime');
  const cold = found.get('cold');
  const id = found.get('id');
  return {
    layout: layoutOf(found),
    time: { ...onePart(time), ...timeWords(time) },
    function: nameSource(name),
    latency: { ...onePart(latency), unit: unitWord(latency, ['auto', ...DURATION_UNITS]) as FileUnit | 'auto' | null },
    runtime: runtime === undefined ? null : nameSource(runtime),
    memoryMB:
      memory === undefined ? null : { ...onePart(memory), unit: unitWord(memory, MEMORY_UNITS) as FileUnit | null },
    cold: cold === undefined ? null : rowTest(cold),
    only: only === undefined ? null : { ...rowTest(only), otherName: found.get('other')?.constant ?? 'other row' },
    extras: entries.filter(({ key }) => !RESERVED.has(key)).map(extraColumn),
    id: id === undefined ? null : onePart(id).column,
  };
}

function required(found: ReadonlyMap<string, MapEntry>, key: string, example: string, text: string): MapEntry {
  const entry = found.get(key);
  if (entry !== undefined) return entry;
  throw new MapError(
    `${key} is missing.`,
    `A mapping needs time, function and latency: add ${example}.`,
    text.length + 1,
  );
}

function onePart(entry: MapEntry): FieldPart {
  if (entry.parts.length !== 1) {
    throw new MapError(`${entry.key} takes one column.`, `Write ${entry.key}=COLUMN.`, entry.at);
  }
  return entry.parts[0];
}

function nameSource({ parts, words, constant, key, at }: MapEntry): NameSource {
  if (constant !== null) return { parts: [], constant };
  if (words.length > 1) {
    throw new MapError(`${key} takes one separator.`, `Write ${key}=COLUMN+COLUMN:SEPARATOR.`, at);
  }
  return parts.length > 1 ? { parts, join: words[0]?.text ?? '/' } : { parts };
}

function timeWords(entry: MapEntry): Pick<MapSpec['time'], 'as' | 'zone' | 'relative'> {
  let as: MapSpec['time']['as'] = null;
  let zone = 0;
  let relative = false;
  for (const { text } of entry.words) {
    const word = spelled(text);
    const offset = /^([+-])(\d\d):?(\d\d)$/.exec(word);
    const form = TIME_FORMS.find((form) => form === word);
    if (form !== undefined) as = form;
    else if (word === 'relative') relative = true;
    else if (offset) zone = (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]));
    else if (word.toLowerCase() !== 'utc') {
      const forms = `a form (${TIME_FORMS.join(', ')})`;
      throw new MapError(
        `time can't be "${text}".`,
        `After the column, write ${forms}, a zone (utc, +0100), or relative.`,
        entry.at,
      );
    }
  }
  return { as, zone, relative };
}

function unitWord(entry: MapEntry, units: readonly string[]): string | null {
  const [word, more] = entry.words;
  if (word === undefined) return null;
  const unit = spelled(word.text);
  if (units.includes(unit) && more === undefined) return unit;
  throw new MapError(
    `the unit of ${entry.key} can't be "${entry.words.map(({ text }) => text).join(':')}".`,
    `It is one of: ${units.join(', ')}.`,
    entry.at,
  );
}

function spelled(word: string): string {
  return SPELLINGS[word] ?? word;
}

/** `cold=isCold:true:1`, `kind:^cold` for a beginning, `init_ms` for any text. */
function rowTest(entry: MapEntry): RowTest {
  const { column } = onePart(entry);
  const [first] = entry.words;
  if (first === undefined) return { column };
  if (first.quoted || !first.text.startsWith('^')) return { column, equals: entry.words.map(({ text }) => text) };
  if (entry.words.length > 1) {
    throw new MapError(`${entry.key} takes one beginning.`, `Write ${entry.key}=COLUMN:^TEXT.`, entry.at);
  }
  return { column, startsWith: first.text.slice(1) };
}

function extraColumn(entry: MapEntry): MapExtra {
  const part = onePart(entry);
  const [, kind, key] = /^(?:(stage|extra)\.)?(.*)$/s.exec(entry.key) ?? [];
  if (key === '') throw new MapError(`${entry.key} has no name.`, `Write ${entry.key}NAME=COLUMN.`, entry.at);
  const names = { key, title: entry.title ?? titleOf(key) };
  if (kind === 'stage') {
    return { ...part, ...names, role: 'stage', fileUnit: unitWord(entry, DURATION_UNITS) as FileUnit | null };
  }
  const unit = unitWord(entry, EXTRA_UNITS) ?? 'text';
  if (unit === 'text') return { ...part, ...names, role: 'label', fileUnit: null };
  return { ...part, ...names, role: 'measure', fileUnit: unit as FileUnit };
}

function layoutOf(found: ReadonlyMap<string, MapEntry>): MapSpec['layout'] {
  const word = <Value>(key: (typeof LAYOUT_KEYS)[number], read: (text: string) => Value | undefined, what: string) => {
    const entry = found.get(key);
    if (entry === undefined) return null;
    const value = entry.constant === null ? undefined : read(entry.constant);
    if (value !== undefined) return value;
    throw new MapError(`${key} can't be read.`, `Write ${key}==${what}.`, entry.at);
  };
  return {
    delimiter: word('delimiter', (text) => DELIMITER_NAMES[text], 'comma, semicolon, tab, bar or blank'),
    decimalComma: word('decimal', (text) => ({ comma: true, point: false })[text], 'comma or point'),
    skipLines: word('skip', (text) => (/^\d{1,3}$/.test(text) ? Number(text) : undefined), 'the number of lines'),
    header: word('header', (text) => ({ yes: true, no: false })[text], 'yes or no'),
  };
}

/** A mapping as text that says everything. */
export function mapText(mapping: TableMapping): string {
  const { time, latency, runtime, memoryMB, cold, only, id } = mapping;
  const zone = time.zone === 0 ? [] : [offsetText(time.zone)];
  return entriesText([
    entry('time', [time], [time.as, ...zone, ...(time.relative ? ['relative'] : [])]),
    nameEntry('function', mapping.function),
    entry('latency', [latency], [latency.unit]),
    ...(runtime === undefined ? [] : [nameEntry('runtime', runtime)]),
    ...(memoryMB === undefined ? [] : [entry('memory', [memoryMB], [memoryMB.unit])]),
    ...(cold === undefined ? [] : [testEntry('cold', cold)]),
    ...(only === undefined ? [] : [testEntry('only', only), constantEntry('other', only.otherName)]),
    ...mapping.extras.map((column) => {
      const prefix = column.role === 'stage' ? 'stage.' : RESERVED.has(column.key) ? 'extra.' : '';
      const unit = column.role === 'label' ? [] : [column.fileUnit ?? column.unit ?? 's'];
      const title = column.title === titleOf(column.key) ? null : column.title;
      return { ...entry(prefix + column.key, [column], unit), title };
    }),
    ...(id === undefined ? [] : [entry('id', [{ column: id }], [])]),
    ...layoutEntries(mapping),
  ]);
}

type Entry = Omit<MapEntry, 'at'>;

function entry(key: string, parts: readonly FieldPart[], words: readonly string[]): Entry {
  return { key, title: null, parts, constant: null, words: words.map((text) => ({ text, quoted: false })) };
}

function constantEntry(key: string, constant: string): Entry {
  return { key, title: null, parts: [], constant, words: [] };
}

function nameEntry(key: string, { parts, join, constant }: NameSource): Entry {
  return parts.length === 0
    ? constantEntry(key, constant ?? '')
    : entry(key, parts, parts.length > 1 ? [join ?? ''] : []);
}

function testEntry(key: string, { column, equals, startsWith }: RowTest): Entry {
  const words: MapWord[] =
    startsWith !== undefined
      ? [{ text: `^${startsWith}`, quoted: false }]
      : (equals ?? []).map((text) => ({ text, quoted: text.startsWith('^') }));
  return { ...entry(key, [{ column }], []), words };
}

function layoutEntries({ delimiter, decimalComma, skipLines, header }: TableMapping): Entry[] {
  const [name] = Object.entries(DELIMITER_NAMES).find(([, character]) => character === delimiter) ?? [delimiter];
  return [
    constantEntry('delimiter', name),
    constantEntry('decimal', decimalComma ? 'comma' : 'point'),
    constantEntry('skip', String(skipLines)),
    constantEntry('header', header ? 'yes' : 'no'),
  ];
}

function offsetText(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
}
