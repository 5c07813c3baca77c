/** File of the workspace in which the companion finds the port that the benchmarks listen on. */
export const PORT_FILE = 'bench-port.txt';

/** What the benchmarks ask of the companion, which is an extension in the same extension host as ours. Paths are absolute. */
export interface CompanionRequests {
  /** Opens a trace's dashboard with our command, and answers with when it was executed, epoch milliseconds. */
  openDashboard(request: { readonly file: string }): number;
  closeEverything(request: Record<string, never>): null;
  /** Begins to watch the event loop. */
  watchEventLoop(request: Record<string, never>): null;
  /** Ends it, and answers with what was seen since. */
  eventLoopBlocks(request: Record<string, never>): EventLoopBlocks;
  textDocument(request: TextDocumentRequest): TextDocumentTimes;
}

/** What is done with the text document of a trace. */
export interface TextDocumentRequest {
  readonly file: string;
  /** Lines drawn at random, of each of which our hover provider tells, once a round. */
  readonly positions: number;
  /** As often, one line is changed, too. */
  readonly rounds: number;
}

/** How long the event loop of the extension host did not turn, milliseconds. */
export interface EventLoopBlocks {
  /** The longest that it did not. */
  readonly longest: number;
  /** The longest that its thread computed without a turn: less where the machine's processors were meanwhile others'. */
  readonly longestComputing: number;
}

export interface TextDocumentTimes {
  /** Of each hover, milliseconds, by round. */
  readonly hovers: readonly (readonly number[])[];
  /** Hovers that told of a cold start. */
  readonly told: number;
  readonly edits: readonly Edit[];
}

/** One line changed. */
export interface Edit {
  /** From when the editor had done so until its hover told the new number. */
  readonly milliseconds: number;
  /** From before the edit until a second after. */
  readonly blocks: EventLoopBlocks;
}
