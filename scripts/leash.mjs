/**
 * Runs a command in a process group of its own, and ends that group when its standard input closes. That happens
 * however the process at the other end dies, even by SIGKILL. See `spawnOnLeash`.
 *
 *   node scripts/leash.mjs COMMAND [ARGUMENT]…
 */
import { spawn } from 'node:child_process';
import path from 'node:path';

const [command, ...args] = process.argv.slice(2);
const isWindows = process.platform === 'win32';
// Only a shell finds `npm.cmd` on the PATH of Windows.
const shell = isWindows && !path.isAbsolute(command);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], shell });
child.once('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
child.once('exit', (code) => process.exit(code ?? 1));
process.stdin.once('close', endGroup).resume();
// The child gets these signals too, and this process ends with it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});

function endGroup() {
  if (isWindows) spawn('taskkill', ['/pid', String(process.pid), '/T', '/F'], { stdio: 'ignore' });
  else process.kill(-process.pid, 'SIGKILL');
}
