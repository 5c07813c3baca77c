/**
 * What the page can ask about an open trace, and the answers. Types only.
 * The table itself never crosses to the page: every answer is a summary, or a curve no longer than can be drawn.
 * Latencies and durations are seconds everywhere in this file; times of day are epoch seconds.
 */

export interface SourceVersion {
  /** 'editor': the text document with unsaved edits; 'disk': the file as saved. */
  readonly kind: 'disk' | 'editor';
  /** File name for titles, without folders. */
  readonly name: string;
  /** Document version, or 0 for a file on disk. */
  readonly version: number;
  /** Epoch milliseconds of the file's last change, 0 where not known. */
  readonly modified: number;
}
