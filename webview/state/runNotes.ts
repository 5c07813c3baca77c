import type { RunNote, ViewSignals } from './view';

/** The names that the reader gives to groups of runs, and which of them stay. */
export class RunNotes {
  constructor(private readonly view: Pick<ViewSignals, 'runNotes'>) {}

  rename(key: string, name: string): void {
    this.#change(key, { name: name.trim() });
  }

  pin(key: string, pinned: boolean): void {
    this.#change(key, { pinned });
  }

  forget(key: string): void {
    this.view.runNotes.value = this.view.runNotes.peek().filter((note) => note.key !== key);
  }

  #change(key: string, part: Partial<RunNote>): void {
    const notes = this.view.runNotes.peek();
    const note = { key, name: '', pinned: false, ...notes.find((one) => one.key === key), ...part };
    const others = notes.filter((one) => one.key !== key);
    this.view.runNotes.value = note.name === '' && !note.pinned ? others : [...others, note];
  }
}
