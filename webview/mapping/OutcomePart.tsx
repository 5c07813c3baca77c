import type { MappingOutcome, ReadBeginning } from '../../src/protocol/queries';
import { bytes, count, counted, duration, timeText } from '../../src/text';
import { Answer } from '../parts/Answer';
import { type Fact, Facts } from '../parts/Facts';
import { useDashboard } from '../state/dashboard';

type RowProblem = ReadBeginning['problems'][number];

/** What comes of the choices, or what is missing. */
export function OutcomePart() {
  const { mapping } = useDashboard();
  return (
    <section class="mapping-outcome" aria-label="What comes of it" aria-live="polite">
      <Answer query={mapping.outcome} what="Reading the first rows">
        {(outcome) => <Outcome outcome={outcome} />}
      </Answer>
    </section>
  );
}

function Outcome({ outcome }: { readonly outcome: MappingOutcome }) {
  if (outcome.kind === 'incomplete') {
    return (
      <ul class="missing">
        {outcome.problems.map(({ role, text, advice }) => (
          <li key={`${role} ${text}`}>
            <strong>
              <bdi>{text}</bdi>
            </strong>{' '}
            {advice}
          </li>
        ))}
      </ul>
    );
  }
  if (outcome.kind === 'unreadable') {
    return (
      <>
        <p class="missing">
          <strong>
            <bdi>{outcome.message}</bdi>
          </strong>{' '}
          {outcome.advice}
        </p>
        <ProblemList problems={outcome.problems} total={outcome.problems.length} />
      </>
    );
  }
  return (
    <>
      <Facts label="The first rows in numbers" facts={factsOf(outcome)} />
      <ProblemList problems={outcome.problems} total={outcome.badRows + outcome.unreadableValues} />
    </>
  );
}

function factsOf(read: ReadBeginning): Fact[] {
  const { rows, warmRows, badRows, functions, from, to, relativeTime, p50, p99 } = read;
  const text = timeText(relativeTime);
  return [
    {
      term: 'Cold starts',
      value: count(rows),
      detail: read.isWhole ? 'in the file' : `in the first ${bytes(read.bytes)}`,
    },
    ...(warmRows > 0 ? [{ term: 'Warm invocations', value: count(warmRows) }] : []),
    { term: 'Bad rows', value: count(badRows), detail: badRows > 0 ? 'see below' : '' },
    { term: 'Functions', value: count(functions) },
    { term: 'Span', value: duration(to - from), detail: `from ${text.moment(from)}` },
    { term: 'Median latency', value: duration(p50), detail: `p99 ${duration(p99)}` },
  ];
}

function ProblemList({ problems, total }: { readonly problems: readonly RowProblem[]; readonly total: number }) {
  if (problems.length === 0) return null;
  return (
    <ul class="mapping-problems">
      {problems.map((problem) => (
        <li key={`${problem.line} ${problem.column}`}>
          <bdi>{problemText(problem)}</bdi>
        </li>
      ))}
      {total > problems.length && <li class="muted">and {counted(total - problems.length, 'more problem')}</li>}
    </ul>
  );
}

function problemText({ line, column, field, found, expected, kept }: RowProblem): string {
  const where = column === '' ? `Line ${count(line)}` : `Line ${count(line)}, ${column}`;
  const what = field === 0 ? found : found === '' ? 'nothing' : `"${found}"`;
  return `${where}: found ${what}, expected ${expected}.${kept ? ' The row is kept without this value.' : ''}`;
}
