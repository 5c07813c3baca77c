import type { LogOutputChannel } from 'vscode';
import { errorText } from '../../errors';
import type { RunSummary } from '../../protocol/queries';
import { alignedSeconds, count, counted } from '../../text';
import type { LineAccount } from '../../trace';

/** What the log needs of a `LogOutputChannel`. */
export type LogChannel = Pick<LogOutputChannel, 'info' | 'warn' | 'error' | 'show' | 'dispose'>;

/**
 * The extension's log: one line for each file read, run, worker stop and failure. It never holds a cell of a file, nor
 * a function's name. Errors quote cells in their messages, so only their codes are logged. The channel is created with
 * the first line.
 */
export class Log {
  readonly #create: () => LogChannel;
  #channel: LogChannel | null = null;
  #isDisposed = false;

  constructor(create: () => LogChannel) {
    this.#create = create;
  }

  fileRead(file: string, bytes: number, { rows, badRows }: LineAccount, seconds: number): void {
    const unreadable = badRows > 0 ? `, ${count(badRows)} unreadable` : '';
    this.#open.info(`Read ${file}: ${counted(rows, 'row')}${unreadable}, ${counted(bytes, 'byte')}, ${after(seconds)}`);
  }

  readingFailed(file: string, error: unknown, seconds: number): void {
    this.#open.error(`Reading ${file} failed ${after(seconds)}: ${codeOf(error)}`);
  }

  readingCancelled(file: string, seconds: number): void {
    this.#open.info(`Reading ${file} was cancelled ${after(seconds)}`);
  }

  /** A run that ended. */
  run(file: string, { runId, request, state, result }: RunSummary, seconds: number): void {
    const { kind } = request.workload;
    const seeds = request.seeds === 1 ? `seed ${request.seed}` : `${request.seeds} seeds from ${request.seed}`;
    const containers = result ? `, ${counted(result.containers, 'container')}` : '';
    const line = `Run ${runId} of ${file} (${request.system}, ${kind}, ${seeds}): ${state}${containers}, ${after(seconds)}`;
    if (state === 'failed') this.#open.error(line);
    else this.#open.info(line);
  }

  workerStopped(file: string, error: unknown, seconds: number): void {
    this.#open.warn(`The worker of ${file} stopped ${after(seconds)}: ${codeOf(error)}`);
  }

  /** @param what a command or a query, by its name */
  failed(what: string, error: unknown, seconds: number): void {
    this.#open.error(`${what} failed ${after(seconds)}: ${codeOf(error)}`);
  }

  show(): void {
    this.#open.show();
  }

  /** Later lines are dropped. */
  dispose(): void {
    this.#isDisposed = true;
    this.#channel?.dispose();
  }

  get #open(): LogChannel {
    if (this.#isDisposed) return NO_CHANNEL;
    this.#channel ??= this.#create();
    return this.#channel;
  }
}

const NO_CHANNEL: LogChannel = { info() {}, warn() {}, error() {}, show() {}, dispose() {} };

function codeOf(error: unknown): string {
  return errorText(error).code;
}

/** To the millisecond, as durations in a log are compared with each other. */
function after(seconds: number): string {
  return `after ${alignedSeconds(seconds)} s`;
}
