import { stat } from 'node:fs/promises';
import path from 'node:path';
import {
  burstWorkload,
  type Parameters,
  parseRunFile,
  type RunFile,
  requestedProfile,
  resolveParameters,
  type VmFailure,
  type Workload,
} from '../simulation';
import { type Arguments, onlyPositional } from './command';
import { UsageError } from './errors';
import { openTrace } from './openTrace';
import { asUsage, readText, replayOf, WORKLOAD_OPTIONS } from './simulateWorkload';
import { warn } from './terminal';
import { unitSettings } from './traceOptions';

/** Options that a run file holds already. */
const HELD = [...Object.keys(WORKLOAD_OPTIONS).filter((name) => name !== 'unit'), 'seed', 'seeds'];

/** What a run file asks for, ready to be simulated. */
export interface OpenRunFile {
  readonly workload: Workload;
  readonly systems: readonly string[];
  readonly parameters: Parameters;
  readonly failures: readonly VmFailure[];
  readonly seed: number;
  readonly seeds: number;
}

/**
 * Reads a run file, and the trace that it replays: the one named on the command line, else the one beside it. Warns where that is not
 * the trace that it was saved with. Throws `UsageError`, `RunFileError`, `FileError`, `TraceError`.
 */
export async function openRunFile(given: Arguments, file: string): Promise<OpenRunFile> {
  const misplaced =
    HELD.find((name) => given.text(name) !== null) ??
    ['system', 'set', 'fail'].find((name) => given.texts(name).length > 0);
  if (misplaced !== undefined) {
    throw new UsageError(
      `--${misplaced} can't be given with --run: the run file says it.`,
      'See: faasnet simulate --help',
    );
  }
  const run = parseRunFile((await readText(file)).text);
  const parameters = resolveParameters(run.parameters);
  const { systems, failures, seed, seeds } = run;
  return { workload: await workloadOf(given, file, run, parameters), systems, parameters, failures, seed, seeds };
}

async function workloadOf(given: Arguments, file: string, run: RunFile, parameters: Parameters): Promise<Workload> {
  const { workload, trace: saved } = run;
  if (workload.kind !== 'trace') {
    if (given.positionals.length > 0) {
      throw new UsageError(
        `"${given.positionals[0]}" is one argument too many.`,
        `This run file holds a ${workload.kind}, which needs no trace.`,
      );
    }
    const make = () =>
      workload.kind === 'burst' ? burstWorkload(workload, parameters) : requestedProfile(workload, parameters);
    return asUsage(make, path.basename(file));
  }
  const name = saved?.name ?? '';
  const trace = await openTrace(await traceFile(given, file, name), unitSettings(given), { hash: true });
  if (trace.sha256 !== saved?.sha256) {
    warn(`${trace.name} is not the trace that the run file was saved with (${name}): the results will differ.`);
  }
  return replayOf(trace, workload, parameters);
}

async function traceFile(given: Arguments, file: string, name: string): Promise<string> {
  if (given.positionals.length > 0) return onlyPositional(given, { name: 'simulate' }, 'The trace');
  const beside = path.join(path.dirname(file), name);
  const found = file !== '-' && (await stat(beside).catch(() => null)) !== null;
  if (found) return beside;
  throw new UsageError(
    `The run file replays ${name}, which is not beside it.`,
    `Name the trace: faasnet simulate --run ${file} TRACE`,
  );
}
