/** File of the workspace in which the companion finds the port that the benchmarks listen on. */
export const PORT_FILE = 'bench-port.txt';

/** What the benchmarks ask of the companion, which is an extension in the same extension host as ours. Paths are absolute. */
export interface CompanionRequests {
  /** Opens a trace's dashboard with our command, and answers with when it was executed, epoch milliseconds. */
  openDashboard(request: { readonly file: string }): number;
  /** Has our hover provider answer on a trace's text document, at as many positions drawn at random. */
  hover(request: { readonly file: string; readonly positions: number }): HoverTimes;
  closeEverything(request: Record<string, never>): null;
  /** Begins to watch the event loop. */
  watchEventLoop(request: Record<string, never>): null;
  /** Ends it, and answers with what was seen since. */
  eventLoopBlocks(request: Record<string, never>): EventLoopBlocks;
}

export interface HoverTimes {
  readonly milliseconds: readonly number[];
  /** Positions whose hover told of a cold start. */
  readonly told: number;
}

/** How long the event loop of the extension host did not turn, milliseconds. */
export interface EventLoopBlocks {
  /** The longest that it did not. */
  readonly longest: number;
  /** The longest as its thread computed: without the time for which the machine's processors were others'. */
  readonly longestComputing: number;
  /** How often it did not for more than 50 ms, and how often the thread computed for that long. */
  readonly above: number;
  readonly aboveComputing: number;
}
