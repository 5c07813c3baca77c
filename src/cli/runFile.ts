import { stat } from 'node:fs/promises';
import path from 'node:path';
import {
  changedParameters,
  type Parameters,
  parseRunFile,
  type RunFile,
  requestedWorkload,
  resolveParameters,
} from '../simulation';
import { UNKNOWN } from './calibratedReplay';
import type { Arguments } from './command';
import { type DRAW_OPTIONS, drawsOf } from './draws';
import { UsageError } from './errors';
import { readText } from './input';
import { openTrace } from './openTrace';
import { asUsage, type PlannedWorkload, replayOf, WORKLOAD_OPTIONS } from './simulateWorkload';
import type { SimulationPlan } from './systemReport';
import type { Terminal } from './terminal';
import { TRACE_OPTIONS, traceSettings } from './traceOptions';

/** Options whose values a run file holds. */
const HELD_OPTIONS = [
  ...Object.keys(WORKLOAD_OPTIONS).filter((name) => !Object.hasOwn(TRACE_OPTIONS, name)),
  ...['preset', 'seed', 'seeds', 'system', 'set', 'fail'],
];

type RunFileArguments = Arguments<typeof WORKLOAD_OPTIONS & typeof DRAW_OPTIONS>;

/**
 * Reads a run file and the trace that it replays: the one named on the command line, else the one in the run file's
 * folder. Warns if it is not the trace that the run file was saved with. Throws `UsageError`, `RunFileError`,
 * `FileError`, `TraceError`.
 */
export async function openRunFile(given: RunFileArguments, file: string, terminal: Terminal): Promise<SimulationPlan> {
  const misplaced = HELD_OPTIONS.find((name) => given.has(name as keyof typeof WORKLOAD_OPTIONS));
  if (misplaced !== undefined) {
    throw new UsageError(
      `--${misplaced} can't be given with --run: the run file sets it.`,
      'See: faasnet simulate --help',
    );
  }
  const run = parseRunFile((await readText(file, terminal)).text, path.basename(file));
  const parameters = resolveParameters(run.parameters);
  const { systems, failures, seed, seeds } = run;
  const planned = await workloadOf(given, file, run, parameters, terminal);
  const givenParameters = changedParameters(parameters);
  return { ...planned, systems, parameters, givenParameters, failures, seed, seeds, draws: drawsOf(given, planned) };
}

async function workloadOf(
  given: RunFileArguments,
  file: string,
  run: RunFile,
  parameters: Parameters,
  terminal: Terminal,
): Promise<PlannedWorkload> {
  const { workload, trace: saved } = run;
  if (workload.kind !== 'trace') {
    if (given.positionals.length > 0) {
      throw new UsageError(
        `"${given.positionals[0]}" is one argument too many.`,
        `This run file holds a ${workload.kind}, which needs no trace.`,
      );
    }
    const make = () => requestedWorkload(workload, parameters);
    return { workload: await asUsage(make, path.basename(file)), calibrated: null, trace: null };
  }
  const name = saved?.name ?? '';
  const trace = await openTrace(await traceFiles(given, file, name), traceSettings(given), terminal, { hash: true });
  if (trace.sha256 !== saved?.sha256) {
    terminal.warn(
      `${trace.name} is not the trace that the run file was saved with (${name}): the results will differ.`,
    );
  }
  return replayOf(trace, { ...workload, recordedOn: workload.recordedOn ?? UNKNOWN }, parameters, run.seed, terminal);
}

async function traceFiles(given: RunFileArguments, file: string, name: string): Promise<readonly string[]> {
  if (given.positionals.length > 0) return given.positionals;
  const nextToRunFile = path.join(path.dirname(file), name);
  const found = file !== '-' && (await stat(nextToRunFile).catch(() => null)) !== null;
  if (found) return [nextToRunFile];
  throw new UsageError(
    `The run file replays ${name}, which is not in the same folder.`,
    `Name the trace: faasnet simulate --run ${file} TRACE`,
  );
}
