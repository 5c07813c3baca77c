/**
 * The most likely reading of an unknown table, from the names of its columns and a sample of its cells, with a reason
 * for each choice. It is only a proposal: its owner confirms it.
 */

import type { TableSample } from '../formats/sample';
import { columnNames, NO_CHOICE, type TableChoices, type TableLayout } from './choices';
import { durationUnitIn, memoryUnitIn } from './columnNames';
import type { GuessColumn, Guessing } from './guessing';
import { chooseRest } from './guessRest';
import {
  chooseCold,
  chooseFunctions,
  chooseLatency,
  chooseMemory,
  chooseRuntime,
  chooseTime,
  coldTexts,
  durationUnit,
  memoryUnit,
} from './guessRoles';
import { describeCells, isDate, MOST, numberIn, usesDecimalComma } from './sampleCells';

export interface TableGuess {
  readonly choices: TableChoices;
  /** Why each column was given its role and unit; '' for columns without one. */
  readonly reasons: readonly string[];
  /** What each column has in a role that a person gives it. */
  readonly suggestions: readonly Suggestion[];
}

/** The likely unit of a column in each role that has one, and which of its texts mark a cold start. */
export type Suggestion = Readonly<Record<'time' | 'latency' | 'memory' | 'stage' | 'extra', string>> & {
  readonly cold: readonly string[];
};

/** Wider tables are no traces; their further columns are left out. */
const MOST_COLUMNS = 200;

/**
 * @param header whether the first record names the columns, where a person has said so; otherwise it is guessed
 */
export function guessTable(sample: TableSample, header = hasHeader(sample)): TableGuess {
  const rows = header ? sample.rows : [sample.names, ...sample.rows];
  const decimalComma = usesDecimalComma(rows);
  const names = columnNames(sample.names, header);
  const fields = new Map(names.map((name, field) => [name, field] as const).reverse());
  const guessing: Guessing = {
    columns: names.slice(0, MOST_COLUMNS).map((name, field) => ({
      field,
      name,
      hidden: fields.get(name) !== field,
      cells: describeCells(
        rows.map((row) => row[field] ?? ''),
        decimalComma,
      ),
    })),
    header,
    rows,
    decimalComma,
    chosen: new Map(),
  };
  const relative = chooseTime(guessing);
  chooseCold(guessing);
  const emptyIsWarm = chooseLatency(guessing);
  chooseRuntime(guessing);
  chooseMemory(guessing);
  chooseFunctions(guessing);
  chooseRest(guessing);
  const layout: TableLayout = { delimiter: sample.delimiter, decimalComma, skipLines: sample.skipLines, header };
  return {
    choices: {
      layout,
      columns: names.map((_, field) => guessing.chosen.get(field)?.choice ?? NO_CHOICE),
      zone: 0,
      relative,
      join: '/',
      functionName: '',
      emptyIsWarm,
    },
    reasons: names.map((_, field) => guessing.chosen.get(field)?.reason ?? ''),
    suggestions: guessing.columns.map(suggestionFor),
  };
}

function suggestionFor(column: GuessColumn): Suggestion {
  const { name, cells } = column;
  const [duration] = durationUnit(column);
  const number = memoryUnitIn(name) ?? durationUnitIn(name) ?? 'count';
  return {
    time: cells.dates?.as ?? cells.epoch ?? (cells.isNumeric ? 's' : 'auto'),
    latency: duration,
    memory: memoryUnit(column)[0],
    stage: duration,
    extra: cells.isNumeric ? number : 'text',
    cold: coldTexts(cells),
  };
}

/**
 * Whether the first record names columns: it has a text where the rows below have numbers or dates. Columns may be
 * named by number as well, as the minutes of a day are: 1, 2, 3.
 */
export function hasHeader({ names, rows }: TableSample): boolean {
  const decimalComma = usesDecimalComma([names, ...rows]);
  const isValue = (cell: string) => isDate(cell) || !Number.isNaN(numberIn(cell, decimalComma));
  const typed = names.filter((_, field) => {
    const cells = rows.map((row) => row[field] ?? '').filter((cell) => cell !== '');
    return cells.length > 0 && cells.filter(isValue).length >= MOST * cells.length;
  });
  if (typed.some((name) => !isValue(name) && !NO_VALUE.test(name))) return true;
  const numbers = names.filter((name) => /^\d+$/.test(name)).map(Number);
  if (numbers.length > 2 && numbers.every((number, at) => at === 0 || number === numbers[at - 1] + 1)) return true;
  const filled = names.filter((name) => name !== '');
  return typed.length === 0 && new Set(filled).size === filled.length && !filled.some(isValue);
}

const NO_VALUE = /^(|-|–|n\/?a|nan|null|none|nil|unknown|inf|-inf)$/i;
