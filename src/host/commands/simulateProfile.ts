import * as vscode from 'vscode';
import type { NamedProfile, RunSummary } from '../../protocol/queries';
import { LIMITS, resolveParameters } from '../../simulation';
import { profileIn } from '../foreignProfiles';
import { activeProfile, chooseProfileFile } from '../profiles';
import type { TraceSession } from '../sessions';
import { simulationSettings } from '../settings';
import { askNumber } from './questions';
import type { Services } from './services';
import { type SimulationArgument, simulateAll } from './simulate';

const TITLE = 'Simulate a Request-Rate Profile';

/** The profile is `uri`: a CSV of times and requests per second, or a file that counts requests. */
export interface ProfileArgument extends SimulationArgument {
  /** Of a file that counts requests by function: the name of one, or the last part of it. */
  readonly function?: string;
  readonly runSeconds?: number;
  readonly leadInSeconds?: number;
  readonly imageMB?: number;
  readonly memoryMB?: number;
}

/** Requests at the rates of a profile, which need no trace. Resolves with the runs once they have ended. */
export async function simulateProfile(
  services: Services,
  argument: Partial<ProfileArgument>,
): Promise<readonly RunSummary[] | undefined> {
  const uri = await profileUri(argument);
  if (!uri) return undefined;
  const lease = services.sessions.acquire(null);
  try {
    const profile = await profileIn(lease.session, uri, argument.function ?? (argument.systems ? null : undefined));
    if (!profile) return undefined;
    await requireValid(lease.session, profile);
    const runSeconds = argument.systems ? (argument.runSeconds ?? null) : await askRunSeconds(argument);
    if (runSeconds === undefined) return undefined;
    const { leadInSeconds = LIMITS.leadInSeconds.defaultValue, imageMB = null, memoryMB = null } = argument;
    const workload = { kind: 'profile', ...profile, leadInSeconds, runSeconds, imageMB, memoryMB } as const;
    return await simulateAll(services, lease.session, workload, argument, TITLE);
  } finally {
    lease.dispose();
  }
}

/** The given profile, else that of the active editor, else one that the user chooses. */
async function profileUri({ uri }: Partial<ProfileArgument>): Promise<vscode.Uri | undefined> {
  if (uri) return typeof uri === 'string' ? vscode.Uri.parse(uri, true) : uri;
  return (await activeProfile()) ?? chooseProfileFile();
}

/** Rejects if the profile is invalid, before anything else is asked. */
async function requireValid(session: TraceSession, profile: NamedProfile): Promise<void> {
  await session.request('profile', { ...profile, pixels: 2 });
}

function askRunSeconds({ runSeconds }: Partial<ProfileArgument>): Promise<number | undefined> {
  return askNumber({
    title: TITLE,
    prompt: 'How long does a request run, in seconds?',
    value: runSeconds ?? resolveParameters(simulationSettings(null).parameters).runSeconds,
    limit: LIMITS.runSeconds,
  });
}
