/** File of the workspace in which the companion finds the port that the benchmarks listen on. */
export const PORT_FILE = 'bench-port.txt';

/** Requests to the companion, an extension in the same extension host as the product. Paths are absolute. */
export interface CompanionRequests {
  /** Opens a trace's dashboard by its command. Answers with the time of the command, epoch milliseconds. */
  openDashboard(request: { readonly file: string }): number;
  closeEverything(request: Record<string, never>): null;
  /** Starts watching the event loop. */
  watchEventLoop(request: Record<string, never>): null;
  /** Stops watching, and answers with what was seen. */
  eventLoopBlocks(request: Record<string, never>): EventLoopBlocks;
  textDocument(request: TextDocumentRequest): TextDocumentTimes;
}

/** Hovers and edits in the text document of a trace. */
export interface TextDocumentRequest {
  readonly file: string;
  /** Number of random lines on which a hover is asked for, once a round. */
  readonly positions: number;
  /** In each round one line is edited, too. */
  readonly rounds: number;
}

/** How long the event loop of the extension host was blocked, milliseconds. */
export interface EventLoopBlocks {
  /** Longest block by the clock. */
  readonly longest: number;
  /** Longest processor time of a block. Less than `longest` if other processes had the processors. */
  readonly longestComputing: number;
}

export interface TextDocumentTimes {
  /** Milliseconds of each hover, by round. */
  readonly hovers: readonly (readonly number[])[];
  /** Number of hovers that described a cold start. */
  readonly told: number;
  readonly edits: readonly Edit[];
}

/** One line changed. */
export interface Edit {
  /** From the applied edit until the hover showed the new number. */
  readonly milliseconds: number;
  /** From before the edit until a second after. */
  readonly blocks: EventLoopBlocks;
}
