import { signal } from '@preact/signals';
import type { SavedFile } from '../../src/protocol/dashboard';
import type { AssumptionKey, AxisEntry, LinesRequest, RunRequest } from '../../src/protocol/queries';
import { count } from '../../src/text';
import { failureOf } from '../failure';
import type { Host } from '../host';

/** Lines of the file shown in the editor at a time. */
const MAX_LINES_SHOWN = 1000;

/** The outcome of an action, for the reader. */
interface Notice {
  readonly text: string;
  /** The file that the action has written; null for none. */
  readonly file: SavedFile | null;
}

export interface SavedReport {
  readonly name: string;
  readonly text: string;
  readonly pictures?: readonly { readonly name: string; readonly text: string }[];
}

const NOTHING: Notice = { text: '', file: null };

/** What the reader does outside the page: showing lines, saving, copying. The outcome goes to the status line. */
export class Actions {
  /** Outcome of the last action. */
  readonly notice = signal(NOTHING);

  constructor(private readonly host: Host) {}

  /** Shows the lines of these cold starts in the text editor. */
  async showLines(rows: Omit<LinesRequest, 'limit'>, what: string): Promise<void> {
    await this.#act(async () => {
      const { lines, total } = await this.host.ask('lines', { ...rows, limit: MAX_LINES_SHOWN });
      if (lines.length === 0) return said('No lines to show.');
      await this.host.ask('revealLines', { lines, total, what });
      return said(lines.length < total ? `Showing the first ${count(lines.length)} of ${count(total)} lines.` : '');
    });
  }

  /** @param file of a trace of several files: the one with the line */
  async showLine(line: number, file: string | undefined, what: string): Promise<void> {
    await this.quietly(() => this.host.ask('revealLines', { lines: [line], total: 1, what, file }));
  }

  async openSettings(setting: string): Promise<void> {
    await this.quietly(() => this.host.ask('openSettings', { setting }));
  }

  /** Lets the reader change what was assumed of the file. */
  async changeAssumption(key: AssumptionKey): Promise<void> {
    await this.quietly(() => this.host.ask('changeAssumption', { key }));
  }

  async saveText(suggestedName: string, text: string): Promise<void> {
    await this.#act(async () => savedNotice(await this.host.ask('saveText', { suggestedName, text })));
  }

  /** Saves what `make` makes: a text, with pictures beside it to which it links as `](name)`. */
  async saveReport(make: () => Promise<SavedReport>): Promise<void> {
    await this.#act(async () => {
      const { name, text, pictures } = await make();
      return savedNotice(await this.host.ask('saveText', { suggestedName: name, text, pictures }));
    });
  }

  /** Opens a file that was saved. The notice of it stays. */
  async openSaved(file: SavedFile): Promise<void> {
    await this.#act(async () => {
      await this.host.ask('openSaved', { id: file.id });
      return savedNotice({ saved: file });
    });
  }

  /** Saves what `make` makes: a text, or a picture. */
  async saveMade(suggestedName: string, make: () => string | Promise<Blob>): Promise<void> {
    await this.#act(async () => {
      const made = await make();
      if (typeof made === 'string') return savedNotice(await this.host.ask('saveText', { suggestedName, text: made }));
      return savedNotice(await this.host.ask('saveFile', { suggestedName, base64: await base64Of(made) }));
    });
  }

  /** Copies the picture that `make` makes. */
  async copyImage(make: () => Promise<Blob>): Promise<void> {
    await this.#act(async () => {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': make() })]);
      return said('Image copied.');
    });
  }

  async saveRunFile(requests: readonly RunRequest[]): Promise<void> {
    await this.#act(async () => savedNotice(await this.host.ask('saveRunFile', { requests })));
  }

  async saveSweep(requests: readonly RunRequest[], axes: readonly AxisEntry[]): Promise<void> {
    await this.#act(async () => savedNotice(await this.host.ask('saveSweep', { requests, axes })));
  }

  async copyText(text: string, what: string): Promise<void> {
    await this.#act(async () => {
      await navigator.clipboard.writeText(text);
      return said(`${what} copied.`);
    });
  }

  async cancelReading(): Promise<void> {
    await this.quietly(() => this.host.ask('cancelReading', {}));
  }

  async simulateRequests(): Promise<void> {
    await this.quietly(() => this.host.ask('simulateRequests', {}));
  }

  async readAgain(): Promise<void> {
    await this.quietly(() => this.host.ask('readAgain', {}));
  }

  /** Reports what an action answers, or why it failed. */
  reported(action: () => Promise<string>): Promise<void> {
    return this.#act(async () => said(await action()));
  }

  /** An action with nothing to report once it has worked. */
  quietly(action: () => Promise<unknown>): Promise<void> {
    return this.#act(async () => {
      await action();
      return NOTHING;
    });
  }

  async #act(action: () => Promise<Notice>): Promise<void> {
    try {
      this.notice.value = await action();
    } catch (thrown) {
      const { message, advice } = failureOf(thrown);
      this.notice.value = said([message, advice].filter((sentence) => sentence !== '').join(' '));
    }
  }
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  // A call takes only so many arguments.
  const CHUNK = 0x8000;
  let text = '';
  for (let from = 0; from < bytes.length; from += CHUNK)
    text += String.fromCharCode(...bytes.subarray(from, from + CHUNK));
  return btoa(text);
}

const said = (text: string): Notice => ({ text, file: null });

function savedNotice({ saved }: { readonly saved: SavedFile | null }): Notice {
  return saved === null ? NOTHING : { text: `Saved as ${saved.place}.`, file: saved };
}
