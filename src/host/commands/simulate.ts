import type * as vscode from 'vscode';
import type { RunRequest, RunSummary, SystemInfo, WorkloadRequest } from '../../protocol/queries';
import { checked, runRequest } from '../../protocol/requests';
import { DEFAULT_RECORDER, LIMITS } from '../../simulation';
import type { TraceSession } from '../sessions';
import { simulationDefaults, simulationSettings } from '../settings';
import { CommandError } from './commandError';
import { askNumber, askSystems } from './questions';
import type { Services } from './services';
import { chooseTrace, functionAt, type PlaceArgument, readTraceOf } from './target';

const REPLAY_TITLE = 'Simulate Provisioning';
const BURST_TITLE = 'Simulate a Burst';

/** Options that the simulation commands share; with `systems`, nothing is asked. */
export interface SimulationArgument extends PlaceArgument {
  readonly systems?: readonly string[];
  readonly seed?: number;
  /** Seeds to simulate with, from `seed` up; 1 unless given. */
  readonly seeds?: number;
  /** Override the settings. */
  readonly parameters?: Readonly<Record<string, number>>;
}

export interface ProvisioningArgument extends SimulationArgument {
  /** Epoch seconds, half-open: only the cold starts in this range. */
  readonly from?: number;
  readonly to?: number;
}

export interface BurstArgument extends SimulationArgument {
  readonly containers?: number;
  readonly functions?: number;
  readonly imageMB?: number;
  readonly memoryMB?: number;
}

/**
 * Replays a trace, or with `line` the cold starts of that line's function. Resolves with the runs once they have ended.
 */
export async function simulateProvisioning(
  services: Services,
  argument: Partial<ProvisioningArgument>,
): Promise<readonly RunSummary[] | undefined> {
  const uri = await chooseTrace(services, argument);
  if (!uri) return undefined;
  const lease = services.sessions.acquire(uri);
  try {
    const trace = await readTraceOf(lease.session);
    const functionId = argument.line === undefined ? null : functionAt(trace, argument.line).functionId;
    const workload: WorkloadRequest = {
      kind: 'trace',
      from: argument.from ?? null,
      to: argument.to ?? null,
      functionId,
      recordedOn: DEFAULT_RECORDER,
    };
    return await simulateAll(services, lease.session, workload, argument, REPLAY_TITLE);
  } finally {
    lease.dispose();
  }
}

/** Many cold starts at once, which need no trace. Resolves with the runs once they have ended. */
export async function simulateBurst(
  services: Services,
  argument: Partial<BurstArgument>,
): Promise<readonly RunSummary[] | undefined> {
  const lease = services.sessions.acquire(null);
  try {
    const containers = argument.containers ?? (await askContainers(argument));
    if (containers === undefined) return undefined;
    const { functions = LIMITS.functions.defaultValue, imageMB = null, memoryMB = null } = argument;
    const workload: WorkloadRequest = { kind: 'burst', containers, functions, imageMB, memoryMB };
    return await simulateAll(services, lease.session, workload, argument, BURST_TITLE);
  } finally {
    lease.dispose();
  }
}

async function askContainers({ systems }: Partial<BurstArgument>): Promise<number | undefined> {
  const { burstContainers } = simulationDefaults(null);
  if (systems) return burstContainers;
  return askNumber({
    title: BURST_TITLE,
    prompt: 'How many containers are to start at once?',
    value: burstContainers,
    limit: LIMITS.containers,
  });
}

/**
 * Asks for what the argument leaves open, starts a run for each system, shows the dashboard, and waits for the runs to
 * end.
 */
export async function simulateAll(
  services: Services,
  session: TraceSession,
  workload: WorkloadRequest,
  argument: Partial<SimulationArgument>,
  title: string,
): Promise<readonly RunSummary[] | undefined> {
  const { systems: known } = await session.request('systems', {});
  const choice = argument.systems ? given(session, argument) : await ask(session, known, title);
  if (!choice) return undefined;
  const parameters = { ...parametersOf(session), ...argument.parameters };
  const requests = choice.systems.map((system) =>
    checked(runRequest, {
      workload,
      system,
      parameters,
      seed: choice.seed,
      seeds: argument.seeds ?? LIMITS.seeds.defaultValue,
    }),
  );
  return startAndShow(services, session, requests);
}

/** Starts runs that differ only in the system, shows the dashboard, and waits for the runs to end. */
export async function startAndShow(
  { dashboards }: Services,
  session: TraceSession,
  requests: readonly RunRequest[],
): Promise<readonly RunSummary[]> {
  const runs = new RunsToEnd(session);
  try {
    for (const request of requests) runs.expect((await session.request('startRun', request)).runId);
    await dashboards.show(session.uri, { kind: 'runs', requests });
    return await runs.ended();
  } finally {
    runs.dispose();
  }
}

/** The parameter values of the settings. Throws if one of them is invalid. */
function parametersOf({ uri }: TraceSession): Readonly<Record<string, number>> {
  const { parameters, problem } = simulationSettings(uri);
  if (problem !== null) throw new CommandError('badSetting', problem, 'Change it in the settings.');
  return parameters;
}

interface Choice {
  readonly systems: readonly string[];
  readonly seed: number;
}

function given({ uri }: TraceSession, { systems = [], seed }: Partial<SimulationArgument>): Choice {
  if (!Array.isArray(systems) || systems.length === 0) {
    throw new CommandError('badOption', '`systems` must name one system or more.', 'Name, for example, ["faasnet"].');
  }
  return { systems, seed: seed ?? simulationDefaults(uri).seed };
}

async function ask({ uri }: TraceSession, known: readonly SystemInfo[], title: string): Promise<Choice | undefined> {
  const defaults = simulationDefaults(uri);
  const systems = await askSystems(title, known, defaults.systems);
  if (!systems) return undefined;
  const seed = await askNumber({
    title,
    prompt: 'Seed: the same seed gives the same result',
    value: defaults.seed,
    limit: LIMITS.seed,
  });
  return seed === undefined ? undefined : { systems, seed };
}

/** Waits for runs of a session to end. To be created before the runs are started, so that no end is missed. */
class RunsToEnd implements vscode.Disposable {
  readonly #ended = new Map<number, RunSummary>();
  readonly #expected: number[] = [];
  #check = () => {};
  readonly #subscription: vscode.Disposable;

  constructor(readonly session: TraceSession) {
    this.#subscription = session.onRunChanged((run) => {
      if (run.state !== 'running') this.#ended.set(run.runId, run);
      this.#check();
    });
  }

  expect(runId: number): void {
    this.#expected.push(runId);
  }

  /** Resolves when every expected run has ended. A run that was there already may have ended before it was expected. */
  async ended(): Promise<readonly RunSummary[]> {
    for (const run of await this.session.request('runs', {})) {
      if (run.state !== 'running') this.#ended.set(run.runId, run);
    }
    await new Promise<void>((resolve) => {
      this.#check = () => {
        if (this.#expected.every((runId) => this.#ended.has(runId))) resolve();
      };
      this.#check();
    });
    return this.#expected.map((runId) => this.#ended.get(runId)!);
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
