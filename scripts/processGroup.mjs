import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const LEASH = path.join(import.meta.dirname, 'leash.mjs');
/** Time for an orderly end after SIGTERM, before SIGKILL. */
const GRACE_MS = 5000;

/**
 * @typedef {import('node:stream').Readable} Readable
 * @typedef {import('node:stream').Writable} Writable
 * @typedef {import('node:child_process').ChildProcessByStdio<Writable, Readable, Readable>} Leashed
 */

/**
 * Starts a command as a process group that ends no later than this process, however this one ends.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Leashed}
 */
export function spawnOnLeash(command, args, options = {}) {
  const detached = process.platform !== 'win32';
  return spawn(process.execPath, [LEASH, command, ...args], { ...options, stdio: ['pipe', 'pipe', 'pipe'], detached });
}

/**
 * Ends a process group, and resolves when its leader has ended. The members get some seconds to end by themselves.
 *
 * @param {import('node:child_process').ChildProcess} leader
 */
export async function endGroup(leader) {
  const pid = /** @type {number} */ (leader.pid);
  // Not 'close': a process that left the group may keep the pipes open.
  const ended = leader.exitCode === null && leader.signalCode === null ? once(leader, 'exit') : undefined;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
  } else {
    signalGroup(pid, 'SIGTERM');
    const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), GRACE_MS);
    await ended;
    clearTimeout(timer);
    // Members may outlive their leader.
    signalGroup(pid, 'SIGKILL');
  }
  await ended;
  for (const stream of leader.stdio) stream?.destroy();
}

/**
 * @param {number} leader Process id.
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(leader, signal) {
  try {
    process.kill(-leader, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}
