/** The file, and its version, that a trace was read from. */
export interface SourceVersion {
  /** 'editor': the text document with unsaved edits; 'disk': the file as saved. */
  readonly kind: 'disk' | 'editor';
  /** File name for titles, without folders. */
  readonly name: string;
  /** Document version, or 0 for a file on disk. */
  readonly version: number;
  /** Epoch milliseconds of the file's last change, 0 if unknown. */
  readonly modified: number;
}
