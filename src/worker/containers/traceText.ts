import { countUpTo } from '../../numeric';
import { count, counted } from '../../text';
import { type ByteSource, type RowProblem, type RowsOfFile, TraceError, type TraceFile } from '../../trace';
import { type Beginning, beginningOf, type FormatChoice, headerNames } from './beginning';
import { ContainerError } from './containerError';
import { withFileLabel } from './fileLabel';
import type { StoredFile } from './files';
import { type FileLines, type JoinedFile, JoinedSource, repeatsHeader } from './joined';
import { type RuntimeFile, runtimeFile, withRuntimesOf } from './runtimes';
import { NestedError, unwrap } from './unwrap';

/** The text of one file or of several, whatever they are wrapped in. */
export interface TraceText {
  readonly source: ByteSource;
  /** What of the files is not in the text, a sentence each. */
  readonly notes: readonly string[];
  /** Completes what was read from `source` with what only the files know; the notes become assumptions. */
  complete(file: TraceFile): TraceFile;
  /** An error of reading `source`, with lines of several files as lines of the file that they are in. */
  located(error: unknown): unknown;
}

/**
 * The text of a trace that consists of these files. Rejects with a `ContainerError` for what can't be unpacked, and
 * with a `TraceError` for files that don't fit together; both name the file.
 * @param choice how the files are to be read; by default their content decides
 * @param signal cancels the examination of many files
 */
export async function traceText(
  files: readonly StoredFile[],
  choice: FormatChoice = {},
  signal?: AbortSignal,
): Promise<TraceText> {
  const bytes = files.reduce((sum, { source }) => sum + source.size, 0);
  const found = await candidatesIn(files);
  if (found.isSingle) {
    const [{ source, notes }] = found.candidates;
    return textOf(source, notes, source === files[0].source ? null : bytes);
  }
  const { traces, runtimes, notes } = await chooseTraces(found, choice, signal);
  const joined = (file: TraceFile) => withRuntimesOf(file, runtimes);
  if (traces.length === 1) return textOf(traces[0].source, notes, bytes, joined);
  requireOneFormat(traces);
  const source = new JoinedSource(traces);
  return {
    ...textOf(source, notes, bytes, (file) => joined(inParts(file, source.lines))),
    located: (error) => locatedError(error, source.lines),
  };
}

/** @param bytes of the files as they are stored; null if the text is the file */
function textOf(
  source: ByteSource,
  notes: readonly string[],
  bytes: number | null,
  located = (file: TraceFile) => file,
): TraceText {
  const assumptions = notes.map((text) => ({ key: 'files', text }) as const);
  return {
    source,
    notes,
    complete: (read) => {
      const file = located(read);
      return { ...file, bytes: bytes ?? file.bytes, assumptions: [...file.assumptions, ...assumptions] };
    },
    located: (error) => error,
  };
}

interface Candidate {
  readonly name: string;
  readonly source: ByteSource;
  readonly notes: readonly string[];
  readonly isChosen: boolean;
}

interface Candidates {
  readonly candidates: readonly Candidate[];
  /** Whether there is one file, and not an archive: it is a trace, or its reader says why not. */
  readonly isSingle: boolean;
  readonly notes: readonly string[];
}

async function candidatesIn(files: readonly StoredFile[]): Promise<Candidates> {
  const candidates: Candidate[] = [];
  const notes: string[] = [];
  let isSingle = files.length === 1 && files[0].isChosen;
  for (const { name, source, isChosen } of files) {
    const content = await unwrap(source, name);
    if (content.kind === 'one') {
      candidates.push({ ...content.file, isChosen });
      continue;
    }
    isSingle = false;
    if (content.members.length === 0) notes.push(`There is no file in ${name}.`);
    for (const member of content.members) {
      const memberName = `${name}/${member.name}`;
      try {
        const { source, seekable } = await member.open();
        const inner = await unwrap(source, memberName, seekable);
        if (inner.kind === 'one') candidates.push({ ...inner.file, isChosen: false });
        else notes.push(`${memberName} is an archive within an archive and was not read.`);
      } catch (error) {
        if (!(error instanceof NestedError)) throw error;
        notes.push(`${error.message.replace(/\.$/, '')} and was not read.`);
      }
    }
  }
  return { candidates, isSingle, notes };
}

/** Why a file is no trace. */
interface Fault {
  readonly name: string;
  readonly fault: TraceError;
}

interface Choice {
  readonly traces: readonly JoinedFile[];
  /** What tells the runtimes of their functions. */
  readonly runtimes: readonly RuntimeFile[];
  readonly notes: readonly string[];
}

/** Leaves out what is no trace, of the files that were not chosen one by one. */
async function chooseTraces(
  { candidates, notes }: Candidates,
  choice: FormatChoice,
  signal?: AbortSignal,
): Promise<Choice> {
  const traces: JoinedFile[] = [];
  const runtimes: RuntimeFile[] = [];
  const faults: Fault[] = [];
  const all = [...notes];
  for (const { name, source, notes, isChosen } of candidates) {
    signal?.throwIfAborted();
    const beginning = await beginningOf(source, choice);
    const { fault } = beginning;
    if (fault === null) {
      traces.push({ name, source, beginning });
      all.push(...notes);
      continue;
    }
    faults.push({ name, fault });
    const file = await runtimeFile(name, source);
    if (file) runtimes.push(file);
    else if (isChosen && fault.code !== 'empty') throw faultOf(name, fault);
  }
  if (traces.length === 0) throw noTrace(faults, notes);
  const others = faults.filter(({ name }) => runtimes.every((file) => file.name !== name));
  const empty = others.filter(({ fault }) => fault.code === 'empty').map(({ name }) => name);
  const foreign = others.filter(({ fault }) => fault.code !== 'empty').map(({ name }) => name);
  if (empty.length > 0) all.push(`${listed(empty)} ${empty.length === 1 ? 'is' : 'are'} empty.`);
  if (foreign.length > 0) {
    all.push(`${listed(foreign)} ${foreign.length === 1 ? 'is no trace and was' : 'are no traces and were'} not read.`);
  }
  return { traces, runtimes, notes: all };
}

const MOST_NAMES = 5;

function listed(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  return `${names.slice(0, MOST_NAMES).join(', ')}${rest > 0 ? ` and ${count(rest)} more` : ''}`;
}

function faultOf(name: string, { code, message, advice }: TraceError): TraceError {
  return new TraceError(code, `${name}: ${message}`, advice);
}

function noTrace(others: readonly Fault[], notes: readonly string[]): Error {
  if (others.length === 1) return faultOf(others[0].name, others[0].fault);
  if (others.length === 0) {
    return new ContainerError(notes[0] ?? 'There is no file in the archive.', 'Unpack it, and open the trace in it.');
  }
  const names = listed(others.map(({ name }) => name));
  return new ContainerError(
    `None of the ${counted(others.length, 'file')} is a cold-start trace: ${names}.`,
    `Open the one that should be: then its fault is named. The first: ${others[0].fault.message}`,
  );
}

/** Throws a TraceError if the files are not of one format, or are tables whose columns differ. */
function requireOneFormat([first, ...others]: readonly JoinedFile[]): void {
  for (const other of others) {
    const difference = differenceOf(first.beginning, other.beginning, first.name);
    if (difference === null) continue;
    throw new TraceError(
      'mixed',
      `${other.name} can't be read as one trace with ${first.name}: ${difference}`,
      'Open files of the same format together, with the same columns in the same order.',
    );
  }
}

function differenceOf(first: Beginning, other: Beginning, name: string): string | null {
  if (first.format && other.format && first.format.id !== other.format.id) {
    return `it is of the format ${other.format.title}, not ${first.format.title}.`;
  }
  if (!first.isHeader || !other.isHeader || !first.first || !other.first || repeatsHeader(first, other)) return null;
  const [columns, others] = [headerNames(first.first), headerNames(other.first)];
  const lacks = columns.filter((column) => !others.includes(column));
  const more = others.filter((column) => !columns.includes(column));
  if (lacks.length === 0 && more.length === 0) return `it has the columns of ${name} in another order or spelling.`;
  const parts = [
    lacks.length > 0 && `it lacks ${listed(lacks)}`,
    more.length > 0 && `${lacks.length > 0 ? '' : 'it '}has in addition ${listed(more)}`,
  ];
  return `${parts.filter((part) => part !== false).join(', and ')}.`;
}

/** The same trace, with the lines of its problems as lines of their files. */
function inParts(file: TraceFile, lines: readonly FileLines[]): TraceFile {
  const { table, account } = file;
  const firstRows = lines.map(({ before }) => countUpTo(table.rowCount, before, (row) => table.line[row]));
  const files = lines.map(
    ({ name, before, skipped }, at): RowsOfFile => ({
      name,
      firstRow: firstRows[at],
      rows: (firstRows[at + 1] ?? table.rowCount) - firstRows[at],
      lineOffset: before - skipped,
    }),
  );
  const headers = lines.filter(({ skipped }) => skipped > 0).length;
  const skipped = lines.reduce((sum, { skipped }) => sum + skipped, 0);
  const assumption = { key: 'files', text: counted(lines.length, 'file') } as const;
  return {
    ...file,
    assumptions: [...file.assumptions, assumption],
    table: { ...table, files, labels: withFileLabel(table, files) },
    problems: file.problems.map((problem) => inPart(problem, lines)),
    account: {
      ...account,
      headerLines: account.headerLines + headers,
      blankLines: account.blankLines + skipped - headers,
      records: account.records + skipped,
      physicalLines: account.physicalLines + skipped,
    },
  };
}

function inPart(problem: RowProblem, lines: readonly FileLines[]): RowProblem {
  return { ...problem, ...placeOf(problem.line, lines) };
}

function placeOf(line: number, lines: readonly FileLines[]): { readonly file: string; readonly line: number } {
  const { name, before, skipped } = lines.findLast(({ before }) => before < line) ?? lines[0];
  return { file: name, line: line - before + skipped };
}

function locatedError(error: unknown, lines: readonly FileLines[]): unknown {
  if (!(error instanceof TraceError) || lines.length === 0) return error;
  const message = error.message.replace(/\bLine (\d+)/g, (_, number) => {
    const { file, line } = placeOf(Number(number), lines);
    return `${file}, line ${line}`;
  });
  const problems = error.problems.map((problem) => inPart(problem, lines));
  return new TraceError(error.code, message, error.advice, { account: error.account ?? undefined, problems });
}
