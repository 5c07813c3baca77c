/** Stages and extras among the columns that are left when the schema's are found. */

import type { DurationUnit } from '../formats/format';
import { PER_SECOND } from '../units';
import { durationUnitIn, isStageName, memoryUnitIn } from './columnNames';
import { choose, type GuessColumn, type Guessing, left } from './guessing';
import { durationUnit, flagValues } from './guessRoles';
import { numberIn } from './sampleCells';

/** A text with more values than this share of the rows identifies rows; it does not sort them into groups. */
const GROUPING_SHARE = 0.5;
const MOST_TEXTS = 20;

export function chooseRest(guessing: Guessing): void {
  if (!guessing.header) return;
  for (const column of left(guessing)) {
    const { cells, name } = column;
    if (name === '' || cells.filled.length === 0 || cells.dates !== null || cells.epoch !== null) continue;
    if (isStage(guessing, column)) {
      const [unit, why] = stageUnit(guessing, column);
      choose(guessing, column, { role: 'stage', unit }, `a part of the latency in every row; ${why}`);
    } else if (cells.isNumeric) chooseMeasure(guessing, column);
    else if (cells.distinct === 1 && flagValues(cells) !== null) continue;
    else if (cells.distinct <= MOST_TEXTS && cells.distinct <= Math.max(1, GROUPING_SHARE * cells.filled.length)) {
      const values = cells.distinct === 1 ? 'the same value in the first rows' : `${cells.distinct} values repeat`;
      choose(guessing, column, { role: 'extra', unit: 'text' }, values);
    }
  }
}

/** Numbers whose unit the name states. Others, such as counters and codes, are left out. */
function chooseMeasure(guessing: Guessing, column: GuessColumn): void {
  const unit = memoryUnitIn(column.name) ?? durationUnitIn(column.name);
  if (unit !== null) choose(guessing, column, { role: 'extra', unit }, `its name states ${unit}`);
}

/** Named like a stage, and in no row longer than the latency. */
function isStage(guessing: Guessing, column: GuessColumn): boolean {
  const { name, cells, field } = column;
  if (!cells.isNumeric || !isStageName(name)) return false;
  const latency = [...guessing.chosen].find(([, { choice }]) => choice.role === 'latency');
  if (latency === undefined) return false;
  const [latencyField, { choice }] = latency;
  const [unit] = stageUnit(guessing, column);
  const seconds = (row: readonly string[], at: number, unit: string) =>
    numberIn(row[at] ?? '', guessing.decimalComma) / PER_SECOND[unit as DurationUnit];
  const pairs = guessing.rows
    .map((row) => [seconds(row, field, unit), seconds(row, latencyField, choice.unit)])
    .filter((pair) => pair.every((value) => !Number.isNaN(value)));
  // Stages and the latency are rounded each for itself.
  return pairs.length > 0 && pairs.every(([stage, whole]) => stage >= 0 && stage <= whole * 1.01 + 0.001);
}

/** A stage whose name states no unit is in that of the latency. */
function stageUnit(guessing: Guessing, column: GuessColumn): [string, string] {
  if (durationUnitIn(column.name) !== null) return durationUnit(column);
  const latency = [...guessing.chosen.values()].find(({ choice }) => choice.role === 'latency');
  return latency === undefined ? durationUnit(column) : [latency.choice.unit, 'in the unit of the latency'];
}
