import path from 'node:path';
import type { Area } from '../area';
import { assertFound } from '../measure/agreement';
import { type Contender, type Measured, measured } from '../measure/rounds';
import { alone, atMost, besideOurs, type Row, times } from '../measure/rows';
import { spreadOf } from '../measure/spread';
import { words } from '../words';
import { writeTrace } from './traceFile';

const TIMES_AS_LARGE = 10;
const MOST_GROWTH = 1.15;
const MOST_BYTES_A_ROW = 40;

/** A file ten times as large takes ten times as long, and memory in proportion. */
export const large: Area = {
  name: 'large',
  about: 'a file ten times as large: time and memory',
  rounds: 5,
  async run({ rounds, small, folder }) {
    const rows = small ? 20_000 : 1_000_000;
    const files = [path.join(folder, 'once.csv'), path.join(folder, 'ten-times.csv')];
    await writeTrace(files[0], { rows });
    await writeTrace(files[1], { rows: TIMES_AS_LARGE * rows });
    const result: Row[] = [];
    for (const [subject, work] of [
      ['read columns', 'file → typed columns'],
      ['read quantiles', 'file → columns → p50, p95, p99 of each function'],
    ] as const) {
      const contenders = files.map((file): Contender => ({ name: file, subject, input: { file } }));
      const [once, tenTimes] = await measured(contenders, rounds);
      assertFound([once], { rows });
      assertFound([tenTimes], { rows: TIMES_AS_LARGE * rows });
      result.push(growth(work, rows, once, tenTimes));
      result.push(memory(work, TIMES_AS_LARGE * rows, tenTimes));
    }
    return result;
  },
};

function growth(work: string, rows: number, once: Measured, tenTimes: Measured): Row {
  const ratios = tenTimes.rounds.map(({ milliseconds }, i) => milliseconds / once.rounds[i].milliseconds);
  const reference = { ...times(once), name: `${words(rows)} rows` };
  const what = `${words(TIMES_AS_LARGE * rows)} rows: ${work}, time a row beside a tenth of them`;
  return besideOurs(what, times(tenTimes), reference, spreadOf(ratios).median / TIMES_AS_LARGE, atMost(MOST_GROWTH));
}

/** Growth of the whole process's resident memory, threads and code included, from before the first run to its peak. */
function memory(work: string, rows: number, { first }: Measured): Row {
  const bytes = (first.memoryPeak - first.memoryBefore) / rows;
  const what = `${words(rows)} rows: ${work}, peak resident memory beyond the idle process`;
  return alone(what, { ...spreadOf([bytes]), unit: 'B/row' }, atMost(MOST_BYTES_A_ROW));
}
