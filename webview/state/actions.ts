import { signal } from '@preact/signals';
import type { RunRequest } from '../../src/protocol/queries';
import { count } from '../../src/text';
import { failureOf } from '../failure';
import type { Host } from '../host';
import type { TimeRange } from './view';

/** Lines of the file shown in the editor at a time. */
const MAX_LINES_SHOWN = 1000;

/** What the reader does outside the page: showing lines, saving, copying. The outcome goes to the status line. */
export class Actions {
  /** Outcome of the last action. */
  readonly notice = signal('');

  constructor(private readonly host: Host) {}

  /** Shows in the text editor the lines of one function, of a time range (epoch seconds, half-open), or of both. */
  async showLines(functionId: number | null, range: TimeRange | null, what: string): Promise<void> {
    await this.#act(async () => {
      const request = { functionId, from: range?.from ?? null, to: range?.to ?? null, limit: MAX_LINES_SHOWN };
      const { lines, total } = await this.host.ask('lines', request);
      if (lines.length === 0) return 'No lines to show.';
      await this.host.ask('revealLines', { lines, total, what });
      return lines.length < total ? `Showing the first ${count(lines.length)} of ${count(total)} lines.` : '';
    });
  }

  async showLine(line: number, what: string): Promise<void> {
    await this.#quietly(() => this.host.ask('revealLines', { lines: [line], total: 1, what }));
  }

  async openSettings(setting: string): Promise<void> {
    await this.#quietly(() => this.host.ask('openSettings', { setting }));
  }

  async saveText(suggestedName: string, text: string): Promise<void> {
    await this.#act(async () => savedNotice(await this.host.ask('saveText', { suggestedName, text })));
  }

  async saveRunFile(requests: readonly RunRequest[]): Promise<void> {
    await this.#act(async () => savedNotice(await this.host.ask('saveRunFile', { requests })));
  }

  async copyText(text: string, what: string): Promise<void> {
    await this.#act(async () => {
      await navigator.clipboard.writeText(text);
      return `${what} copied.`;
    });
  }

  async cancelReading(): Promise<void> {
    await this.#quietly(() => this.host.ask('cancelReading', {}));
  }

  async simulateRequests(): Promise<void> {
    await this.#quietly(() => this.host.ask('simulateRequests', {}));
  }

  async readAgain(): Promise<void> {
    await this.#quietly(() => this.host.ask('readAgain', {}));
  }

  /** An action with nothing to report once it has worked. */
  #quietly(action: () => Promise<unknown>): Promise<void> {
    return this.#act(async () => {
      await action();
      return '';
    });
  }

  async #act(action: () => Promise<string>): Promise<void> {
    try {
      this.notice.value = await action();
    } catch (thrown) {
      const { message, advice } = failureOf(thrown);
      this.notice.value = [message, advice].filter((sentence) => sentence !== '').join(' ');
    }
  }
}

function savedNotice({ saved }: { readonly saved: string | null }): string {
  return saved === null ? '' : `Saved as ${saved}.`;
}
