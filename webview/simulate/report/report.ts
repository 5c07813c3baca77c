/** A report of one or two groups of runs, in no format yet. All of its texts are plain. */
export interface Report {
  readonly title: string;
  /** One sentence under the title, which says what is simulated. */
  readonly lead: string;
  /** What was simulated, and how it can be had again. */
  readonly facts: readonly (readonly [term: string, value: string])[];
  /** What to know before the numbers are used. */
  readonly notes: readonly string[];
  readonly pictures: readonly ReportPicture[];
  readonly tables: readonly ReportTable[];
  readonly assumptions: readonly string[];
  /** Every parameter in force. */
  readonly parameters: ReportTable;
}

export interface ReportPicture {
  /** "latency.svg". */
  readonly name: string;
  readonly title: string;
  /** For those who cannot see it. */
  readonly description: string;
  readonly svg: string;
}

export interface ReportTable {
  readonly title: string;
  readonly titles: readonly string[];
  /** The first cell of each row names it. */
  readonly rows: readonly (readonly string[])[];
}

export const MADE_BY = 'FaaSNet Trace Lab';
