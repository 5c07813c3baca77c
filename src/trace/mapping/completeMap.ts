/** Completes what `--map` leaves out from the file that it is for. */

import { AdvisedError } from '../../errors';
import type { MappedColumn, TableMapping } from '../formats/format';
import type { TableSample } from '../formats/sample';
import { sniffTable } from '../formats/sniff';
import { assumptionsOf } from './assumptions';
import { columnNames, shownUnit } from './choices';
import { hasHeader } from './guess';
import type { GuessColumn } from './guessing';
import { durationUnit, memoryUnit } from './guessRoles';
import type { MapSpec } from './mapText';
import { describeCells, usesDecimalComma } from './sampleCells';

/** A `--map` that does not fit the file. */
export class MapFitError extends AdvisedError {
  override readonly name = 'MapFitError';
  constructor(message: string, advice: string) {
    super(message, 'map', advice);
  }
}

const MOST_NAMES_SHOWN = 20;

/**
 * @param text the beginning of the file, whole lines without a byte-order mark
 * Throws `MapFitError` for a text that is no table, or for a column that it lacks.
 */
export function completeMap(spec: MapSpec, text: string): TableMapping {
  const sample = sniffTable(text, spec.layout.delimiter);
  if (sample === null) {
    throw new MapFitError(
      'The file does not look like a delimited table.',
      'If it is one, add its delimiter to --map: delimiter==semicolon, comma, tab, bar or blank.',
    );
  }
  const header = spec.layout.header ?? hasHeader(sample);
  const column = columnFinder(sample, header, spec.layout.decimalComma);
  const { time, latency, runtime, memoryMB, cold, only, id } = spec;
  const mapping: Omit<TableMapping, 'assumptions'> = {
    delimiter: sample.delimiter,
    decimalComma: column.decimalComma,
    skipLines: spec.layout.skipLines ?? sample.skipLines,
    header,
    time: { ...time, ...timeForm(time, column.find(time.column)) },
    function: spec.function,
    latency: { ...latency, unit: latency.unit ?? durationUnit(column.find(latency.column))[0] },
    ...(runtime === null ? {} : { runtime }),
    ...(memoryMB === null
      ? {}
      : { memoryMB: { ...memoryMB, unit: memoryMB.unit ?? memoryUnit(column.find(memoryMB.column))[0] } }),
    ...(cold === null ? {} : { cold }),
    ...(only === null ? {} : { only }),
    extras: spec.extras.map((extra) => extraColumn(extra, column.find(extra.column))),
    ...(id === null ? {} : { id }),
  };
  for (const part of [...spec.function.parts, ...(runtime?.parts ?? [])]) column.find(part.column);
  for (const name of [cold?.column, only?.column, id]) if (typeof name === 'string') column.find(name);
  return { ...mapping, assumptions: assumptionsOf(mapping) };
}

/** Finds columns by name. Throws `MapFitError` for one that the file lacks. */
function columnFinder(sample: TableSample, header: boolean, stated: boolean | null) {
  const rows = header ? sample.rows : [sample.names, ...sample.rows];
  const names = columnNames(sample.names, header);
  const decimalComma = stated ?? usesDecimalComma(rows);
  const find = (name: string): GuessColumn => {
    const field = names.indexOf(name);
    if (field < 0) {
      const shown = names.slice(0, MOST_NAMES_SHOWN).join(', ');
      const rest = names.length > MOST_NAMES_SHOWN ? ` and ${names.length - MOST_NAMES_SHOWN} more` : '';
      throw new MapFitError(`The file has no column ${name}.`, `It has: ${shown}${rest}. Correct the name in --map.`);
    }
    const cells = describeCells(
      rows.map((row) => row[field] ?? ''),
      decimalComma,
    );
    return { field, name, hidden: false, cells };
  };
  return { find, decimalComma };
}

function timeForm(
  { as, relative }: MapSpec['time'],
  { cells }: GuessColumn,
): Pick<TableMapping['time'], 'as' | 'relative'> {
  if (as !== null) return { as, relative };
  if (relative) return { as: 's', relative };
  if (cells.dates !== null) return { as: cells.dates.as, relative };
  if (cells.epoch !== null) return { as: cells.epoch, relative };
  // Numbers too small for dates count from the start of the data set.
  return cells.isNumeric ? { as: 's', relative: true } : { as: 'auto', relative };
}

function extraColumn({ fileUnit, ...names }: MapSpec['extras'][number], column: GuessColumn): MappedColumn {
  if (names.role === 'label') return names;
  const unit = fileUnit ?? durationUnit(column)[0];
  return names.role === 'stage' ? { ...names, fileUnit: unit } : { ...names, unit: shownUnit(unit), fileUnit: unit };
}
