import path from 'node:path';
import { buildIndex, type TraceIndex, type UnitInForce, unitInForce } from '../statistics';
import { isSynthetic } from '../synthetic';
import { readTrace, TraceError, type TraceFile, unitsPerSecond } from '../trace';
import { type FileThreads, HashedSource, ThreadPool } from '../worker';
import { bytes, counted } from './format';
import { openInput } from './input';
import { clearProgress, progress, warn } from './terminal';
import type { UnitSettings } from './traceOptions';

/** A trace that has been read, with what every command needs to know of it. */
export interface OpenTrace {
  /** File name without folders; `standard input` for `-`. */
  readonly name: string;
  /** Epoch milliseconds of the file's last change, 0 where not known. */
  readonly modified: number;
  readonly file: TraceFile;
  readonly index: TraceIndex;
  readonly unit: UnitInForce;
  readonly unitsPerSecond: number;
  readonly synthetic: boolean;
  /** SHA-256 of its bytes, hexadecimal; null where it was not asked for. */
  readonly sha256: string | null;
}

/** Reads a trace from a file, a pipe, or (`-`) standard input. Throws `TraceError` or `FileError`. */
export async function openTrace(
  file: string,
  units: UnitSettings,
  { hash = false }: { readonly hash?: boolean } = {},
): Promise<OpenTrace> {
  const { name, modified, source, close } = await openInput(file);
  const pool = new ThreadPool(path.join(__dirname, 'scan.js'));
  const read = async (threads: FileThreads | null): Promise<OpenTrace> => {
    const hashed = hash && !threads ? new HashedSource(source) : null;
    const trace = await readTrace(hashed ?? source, {
      threads,
      timeUnit: units.time,
      checkpoint: ({ bytes: done, totalBytes, rows }) => {
        const share = totalBytes > 0 ? `${Math.floor((100 * done) / totalBytes)} %` : bytes(done);
        progress(`reading ${name}: ${share}, ${counted(rows, 'row')}`);
      },
    });
    const hashing = hash ? threads?.sha256() : null;
    progress(`sorting ${counted(trace.table.rowCount, 'row')}`);
    const index = await buildIndex(trace.table, undefined, threads?.latencyOrders);
    clearProgress();
    if (trace.account.badRows > 0) warn(`${counted(trace.account.badRows, 'row')} of ${name} can't be read: skipped.`);
    const unit = unitInForce(trace.detectedUnit, units.latency);
    return {
      name,
      modified,
      file: trace,
      index,
      unit,
      unitsPerSecond: unitsPerSecond(unit.unit),
      synthetic: isSynthetic(trace.table.functionNames),
      sha256: hash ? ((await hashing) ?? (await (hashed ?? new HashedSource(source)).sha256(() => {}))) : null,
    };
  };
  try {
    return 'fd' in source ? await pool.use(source, read) : await read(null);
  } catch (error) {
    // The reader sees bytes; whose they are is known here.
    if (error instanceof TraceError) error.message = `${name}: ${error.message}`;
    throw error;
  } finally {
    clearProgress();
    pool.close();
    await close();
  }
}
