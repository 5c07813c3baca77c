import path from 'node:path';
import { type RowFacts, rowColumns, traceDoubts, type UnitInForce, unitInForce } from '../statistics';
import { isSynthetic } from '../synthetic';
import { bytes, counted, percent } from '../text';
import { readTrace, TraceError, type TraceFile, unitsPerSecond } from '../trace';
import { type FileThreads, HashedSource, ThreadPool, withRuntimesBeside } from '../worker';
import { openInput } from './input';
import { withSuggestedMap } from './suggestMap';
import type { Terminal } from './terminal';
import type { TraceSettings } from './traceOptions';

/** A trace that has been read. */
export interface OpenTrace {
  /** File name without folders, a pipe's path, or `standard input`. */
  readonly name: string;
  /** The same of each file and folder that was named, with folders before those that are alike. */
  readonly names: readonly string[];
  /** Epoch milliseconds of the file's last change; 0 for a pipe. */
  readonly modified: number;
  readonly file: TraceFile;
  readonly unit: UnitInForce;
  readonly unitsPerSecond: number;
  readonly synthetic: boolean;
  /** SHA-256 of the file's bytes, hexadecimal; null unless `hash` was asked for. */
  readonly sha256: string | null;
  /** What another thread finds for an overview; undefined unless `facts` was asked for and there is a thread. */
  readonly facts: Promise<RowFacts | null> | undefined;
}

interface OpenOptions {
  readonly hash?: boolean;
  readonly facts?: boolean;
  /** Whether the caller shows itself why times and latencies may be wrong. */
  readonly showsDoubts?: boolean;
}

/**
 * Reads a trace from files and folders, a pipe, or standard input (`-`), and warns of what is doubtful about it. Throws
 * `TraceError` or `FileError`.
 */
export async function openTrace(
  files: readonly string[],
  settings: TraceSettings,
  terminal: Terminal,
  { hash = false, facts = false, showsDoubts = false }: OpenOptions = {},
): Promise<OpenTrace> {
  const { name, names, repeated, modified, stored, text, plain, hasChanged, close } = await openInput(
    files,
    terminal,
    settings,
  );
  const pool = new ThreadPool(path.join(__dirname, 'scan.js'));
  const read = async (threads: FileThreads | null): Promise<OpenTrace> => {
    const hashed = hash && !threads && text.source === stored ? await HashedSource.of(stored) : null;
    const read = await readTrace(hashed ?? text.source, {
      threads,
      timeUnit: settings.time,
      format: settings.format,
      mapping: settings.mapping,
      checkpoint: ({ bytes: done, totalBytes, rows }) => {
        const share = totalBytes > 0 ? percent(done / totalBytes) : bytes(done);
        terminal.progress(`reading ${name}: ${share}, ${counted(rows, 'row')}`);
      },
    }).catch(async (error) => {
      throw text.located(settings.mapping ? error : await withSuggestedMap(error, text.source));
    });
    const trace = await withRuntimesBeside(
      text.complete(read),
      files.filter((file) => file !== '-'),
    );
    const finding = facts ? threads?.rowFacts(rowColumns(trace.table)) : undefined;
    const hashing = hash ? threads?.sha256() : null;
    terminal.clearProgress();
    if (await hasChanged()) {
      terminal.warn(`${name} changed while it was read: the numbers may mix its old and new rows. Run this again.`);
    }
    for (const note of text.notes) terminal.warn(note);
    if (repeated > 0) terminal.warn(`${counted(repeated, 'file')} named more than once: each is read once.`);
    const { badRows } = trace.account;
    if (badRows > 0) terminal.warn(`${counted(badRows, 'row')} of ${name} can't be read and will be skipped.`);
    const unknown = trace.unreadableValues;
    if (unknown > 0) terminal.warn(`${counted(unknown, 'value')} of ${name} can't be read and will count as unknown.`);
    const unit = unitInForce(trace.detectedUnit, settings.latency);
    const doubts = showsDoubts ? [] : await traceDoubts(trace, unit);
    for (const doubt of doubts) terminal.warn(`${name}, all rows: ${doubt}`);
    return {
      name,
      names,
      modified,
      file: trace,
      unit,
      unitsPerSecond: unitsPerSecond(unit.unit),
      synthetic: isSynthetic(trace.table.functionNames),
      sha256: hash ? ((await hashing) ?? (await (hashed ?? (await HashedSource.of(stored))).sha256(() => {}))) : null,
      facts: finding,
    };
  };
  let finding: Promise<unknown> = Promise.resolve();
  try {
    const trace = plain ? await pool.use(plain, read) : await read(null);
    finding = Promise.resolve(trace.facts);
    return trace;
  } catch (error) {
    // The reader does not know the file's name.
    if (error instanceof TraceError) error.message = `${name}: ${error.message}`;
    throw error;
  } finally {
    terminal.clearProgress();
    void finding.then(() => pool.close());
    await close();
  }
}
