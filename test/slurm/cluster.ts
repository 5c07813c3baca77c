import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, vi } from 'vitest';
import { STEP_MS } from '../timeouts.mjs';

/** Slurm on one node, on the loopback address: real daemons in a folder of their own, for one test file. */

const PROGRAMS = ['slurmctld', 'slurmd', 'munged', 'sbatch', 'squeue', 'scancel'];

/** Why there can be no cluster here; null if there can. */
export function whyNoSlurm(): string | null {
  if (process.getuid?.() !== 0) return 'only root can start a cluster';
  const missing = PROGRAMS.filter((name) => spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0);
  if (missing.length > 0) return `${missing.join(', ')} not installed (Debian: slurmctld slurmd slurm-client munge)`;
  return spawnSync('id', ['munge']).status === 0 ? null : 'there is no user munge';
}

export interface Cluster {
  readonly folder: string;
  /** Environment in which Slurm's commands find this cluster. */
  readonly environment: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

const asked = promisify(execFile);

export async function startCluster(): Promise<Cluster> {
  const folder = mkdtempSync(path.join(tmpdir(), 'faasnet-slurm-'));
  chmodSync(folder, 0o755);
  const munge = path.join(folder, 'munge');
  for (const name of ['state', 'spool', 'munge']) mkdirSync(path.join(folder, name));
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'munge'])));
  writeFileSync(path.join(munge, 'key'), randomBytes(1024), { mode: 0o400 });
  for (const file of [munge, path.join(munge, 'key')]) chownSync(file, uid, gid);
  const of = (name: string) => path.join(munge, name);
  const options = [`--key-file=${of('key')}`, `--socket=${of('socket')}`, `--pid-file=${of('pid')}`];
  execFileSync('runuser', [
    '-u',
    'munge',
    '--',
    'munged',
    ...options,
    `--log-file=${of('log')}`,
    `--seed-file=${of('seed')}`,
  ]);
  const conf = path.join(folder, 'slurm.conf');
  writeFileSync(conf, configuration(folder));
  const environment = { ...process.env, SLURM_CONF: conf };
  for (const daemon of ['slurmctld', 'slurmd']) execFileSync(daemon, ['-f', conf], { env: environment });
  const idle = () =>
    asked('sinfo', ['--noheader', '--format=%t'], { env: environment }).then(({ stdout }) => stdout.trim(), String);
  await vi.waitFor(async () => expect(await idle()).toBe('idle'), { timeout: STEP_MS });
  return { folder, environment, stop: () => stop(folder, environment) };
}

async function stop(folder: string, environment: NodeJS.ProcessEnv): Promise<void> {
  await asked('scancel', ['--user=root', '--quiet'], { env: environment }).catch(() => {});
  for (const file of ['slurmd.pid', 'slurmctld.pid', 'munge/pid']) {
    const pid = Number(readFileSync(path.join(folder, file), 'utf8'));
    process.kill(pid, 'SIGTERM');
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: STEP_MS });
  }
  rmSync(folder, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A daemon that has ended stays listed where nobody waits for it.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function configuration(folder: string): string {
  const host = hostname().split('.')[0];
  return [
    'ClusterName=faasnet',
    `SlurmctldHost=${host}(127.0.0.1)`,
    'SlurmUser=root',
    'AuthType=auth/munge',
    `AuthInfo=socket=${folder}/munge/socket`,
    'CredType=cred/munge',
    'ProctrackType=proctrack/linuxproc',
    'TaskPlugin=task/none',
    'JobAcctGatherType=jobacct_gather/none',
    'MpiDefault=none',
    'ReturnToService=2',
    'SlurmctldPort=26817',
    'SlurmdPort=26818',
    `SlurmctldPidFile=${folder}/slurmctld.pid`,
    `SlurmdPidFile=${folder}/slurmd.pid`,
    `StateSaveLocation=${folder}/state`,
    `SlurmdSpoolDir=${folder}/spool`,
    `SlurmctldLogFile=${folder}/slurmctld.log`,
    `SlurmdLogFile=${folder}/slurmd.log`,
    `NodeName=${host} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN`,
    'PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP',
    '',
  ].join('\n');
}
