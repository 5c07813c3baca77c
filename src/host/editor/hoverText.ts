import type { Headline } from '../../live';
import type { HoverFacts, Standing } from '../../statistics';
import { count, counted, duration, markdownText, measureText, percent, tellsTimes, timeText } from '../../text';
import { COLUMNS, type Column, describeProblem, RELEASED_TRACE, type RowProblem } from '../../trace';

/** The hovers' text as Markdown. Everything from the file goes through `cellText`. */

const LINE_BREAK = '  \n';
/** Characters shown of a cell. */
const MAX_CELL_LENGTH = 160;

/** A link that runs one of the extension's own commands. */
export interface HoverLink {
  readonly label: string;
  readonly target: string;
}

/** What a hover needs to know of the whole trace. */
export interface HoverContext {
  readonly latency: NonNullable<Headline['latency']>;
  readonly relativeTime: boolean;
  /** Whether the trace tells when its cold starts were. */
  readonly hasTimes: boolean;
}

export function coldStartHover(
  facts: HoverFacts,
  { latency, relativeTime, hasTimes }: HoverContext,
  links: readonly HoverLink[],
): string {
  const { functionName, labels, measures, position, inFunction, inRuntime } = facts;
  const runtime = labels.find(({ key }) => key === 'runtime')?.text ?? '';
  const what = [
    ...(hasTimes ? [timeText(relativeTime).moment(facts.time)] : []),
    ...labels.filter(({ text }) => text !== '').map(({ title, text }) => `${cellText(title)} ${cellText(text)}`),
    ...measures.map(({ title, value, unit }) => `${cellText(title)} ${measureText(value, unit)}`),
  ];
  const place = hasTimes ? `${count(position)} of ${count(inFunction.count)} of` : 'of';
  const start = [
    `**Cold start** ${place} **${cellText(functionName)}**`,
    what.join(' · '),
    `Latency **${duration(facts.latency)}**${unitNote(latency)}`,
  ];
  return [
    start.join(LINE_BREAK),
    standings([
      ['its function', inFunction],
      [runtime === '' ? 'the trace' : `runtime ${cellText(runtime)}`, inRuntime],
    ]),
    ...stages(facts),
    surroundings(facts, hasTimes),
    links.map(({ label, target }) => `[${label}](${target})`).join(' · '),
  ].join('\n\n');
}

function standings(rows: readonly (readonly [name: string, standing: Standing])[]): string {
  const lines = rows.map(([name, { count: cold, shareAtMost, p50, p95, p99 }]) => {
    return tableRow([name, percent(shareAtMost), duration(p50), duration(p95), duration(p99), count(cold)]);
  });
  const head = tableRow(['among', 'at most this slow', 'p50', 'p95', 'p99', 'cold starts']);
  return [head, '|:--|--:|--:|--:|--:|--:|', ...lines].join('\n');
}

/** The stages whose time is known, if any. They are kept in single precision. */
function stages({ stages, latency }: HoverFacts): string[] {
  const lines = stages.flatMap(({ title, value, unit }) =>
    value === null
      ? []
      : [tableRow([cellText(title), measureText(value, unit), percent(value / Math.fround(latency))])],
  );
  return lines.length === 0
    ? []
    : [[tableRow(['stage', 'time', 'of the latency']), '|:--|--:|--:|', ...lines].join('\n')];
}

/** The non-breaking spaces make a gap between the columns, which VS Code draws without one. */
function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | &nbsp;&nbsp;')} |`;
}

function surroundings(facts: HoverFacts, hasTimes: boolean): string {
  const lines = [...(hasTimes ? inTime(facts) : []), ...rate(facts.inFunction.count, facts.warm)];
  return lines.map((line) => `- ${line}`).join('\n');
}

function inTime({ sincePrevious, inSecond, inMinute }: HoverFacts): string[] {
  return [
    sincePrevious === null
      ? "This function's first cold start"
      : `${duration(sincePrevious)} since this function's previous cold start`,
    `${counted(inSecond, 'cold start')} of the trace in this second, including this one`,
    `${counted(inMinute, 'cold start')} of this function in the minute up to this one, including it`,
  ];
}

function rate(cold: number, warm: number | null): string[] {
  if (warm === null) return [];
  const share = percent(cold / (cold + warm), 1);
  return [`Cold-start rate of this function: ${share} of ${counted(cold + warm, 'invocation')}`];
}

function cellText(text: string): string {
  return markdownText(text, MAX_CELL_LENGTH);
}

export function badRowHover(problem: RowProblem): string {
  return `**This row is left out.** ${cellText(describeProblem(problem))}`;
}

/** Nothing if the format defines the unit. */
function unitNote({ unit, setting, isGiven }: HoverContext['latency']): string {
  return isGiven ? '' : ` (read as ${unit}, ${setting === 'auto' ? 'detected' : 'as set'})`;
}

/** Summarizes the trace, and explains the columns of the released trace, or how a file of another format is read. */
export function headerHover(headline: Headline): string {
  const { account, functions, timeRange, relativeTime, format } = headline;
  const times = timeText(relativeTime);
  const hasTimes = tellsTimes({ relativeTime, timeRange, coldStarts: account.rows });
  const span = timeRange && hasTimes ? `, ${times.moment(timeRange.from)} to ${times.moment(timeRange.to)}` : '';
  const isReleased = format.id === RELEASED_TRACE;
  const name = isReleased ? 'Cold-start trace' : cellText(format.title);
  const rows = isReleased ? releasedColumns(headline) : readAs(headline);
  return [
    `**${name}**: ${counted(account.rows, 'cold start')} of ${counted(functions, 'function')}${span}`,
    rows.map((row) => `- ${row}`).join('\n'),
    account.badRows > 0
      ? `${counted(account.badRows, 'row')} can't be read and ${account.badRows === 1 ? 'is' : 'are'} left out.`
      : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function releasedColumns({ latency, columns, timeUnit, timeUnitIsSet }: Headline): string[] {
  const unit = latency
    ? `read as **${latency.unit}** ${latency.setting === 'auto' ? '(detected)' : '(as set)'}. ${cellText(latency.reason)}`
    : 'no row to detect its unit from';
  return [
    `\`__time__\`: when the cold start happened, counted in **${timeUnit}** ${timeUnitIsSet ? '(as set)' : '(detected)'}, or a date in UTC`,
    '`functionName`: the function whose container was started',
    `\`latency\`: how long the container took to start, ${unit}`,
    ...(COLUMNS as readonly Column[])
      .filter(({ key }) => columns[key as keyof typeof columns])
      .map(({ header, meaning, unit }) => `\`${header}\`: ${meaning}${unit === undefined ? '' : `, ${unit}`}`),
  ];
}

/** What was assumed of a file, and what its cold starts have besides time, function and latency. */
function readAs({ assumptions, described, coldStartRate }: Headline): string[] {
  const { labels, measures, stages } = described;
  const titles = (columns: readonly { readonly title: string }[]) =>
    columns.map(({ title }) => cellText(title)).join(', ');
  return [
    ...assumptions.map(({ text }) => cellText(text)),
    ...(stages.length > 0 ? [`stages: ${titles(stages)}`] : []),
    ...(labels.length + measures.length > 0 ? [`further columns: ${titles([...labels, ...measures])}`] : []),
    ...(coldStartRate === null ? [] : [`${percent(coldStartRate, 1)} of the invocations are cold starts`]),
  ];
}

/** For any line of a trace that is being read. */
export function readingHover(share: number | null, isAgain: boolean): string {
  const far = share === null ? '' : ` (${percent(share)})`;
  return isAgain
    ? `The document has changed since its statistics were computed; it is being read again${far}.`
    : `The trace is being read${far}.`;
}

export function failedHover(message: string, advice: string): string {
  return `**This trace can't be read.** ${cellText(message)} ${cellText(advice)}`;
}
