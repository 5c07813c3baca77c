import path from 'node:path';
import type { Area } from '../area';
import { measured } from '../measure/rounds';
import { besidePeer, type Row } from '../measure/rows';
import { words } from '../words';
import { writeLog } from './input';

/** Reads Lambda logs, as text with all lines between the reports and as JSON lines, beside DuckDB on all cores. */
export const logs: Area = {
  name: 'logs',
  about: 'logs of AWS Lambda, read beside DuckDB',
  rounds: 5,
  async run({ rounds, small, folder }) {
    const beside = async (
      form: 'lambda-log' | 'lambda-log-json',
      reports: number,
      peer: { readonly name: string; readonly subject: string },
      goal: { readonly times?: number },
    ): Promise<Row> => {
      const file = path.join(folder, `${form}-${reports}`);
      await writeLog(file, form, reports);
      const input = { file };
      const [ours, theirs] = await measured(
        [
          { name: 'the log reader', subject: 'read log', input },
          { ...peer, input },
        ],
        rounds,
      );
      const what = form === 'lambda-log' ? 'log text' : 'JSON lines';
      return besidePeer(`${words(reports)} REPORT records as ${what}: file → columns`, ours, theirs, goal);
    };
    const many = small ? 5000 : 1_000_000;
    // One text of a million reports takes DuckDB minutes.
    const fewer = small ? 5000 : 100_000;
    return [
      await beside('lambda-log', fewer, { name: 'DuckDB, read_text', subject: 'duckdb log text' }, { times: 1 }),
      await beside('lambda-log', many, { name: 'DuckDB, lines by read_csv', subject: 'duckdb log lines' }, {}),
      await beside('lambda-log-json', many, { name: 'DuckDB, read_json', subject: 'duckdb log json' }, { times: 1 }),
    ];
  },
};
