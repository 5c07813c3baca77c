import type { Overview } from '../../src/protocol/queries';
import { count, counted, nameText } from '../../src/text';
import { Name } from '../parts/Name';
import { ScrollTable } from '../parts/ScrollTable';
import { useDashboard } from '../state/dashboard';

type RowProblem = Overview['problems']['listed'][number];

/** The lines that are no cold starts, in one sentence; none for a file with problems, which say it. */
export function Account({ overview }: { readonly overview: Overview }) {
  const { account, problems } = overview;
  if (problems.total > 0) return null;
  return (
    <>
      Every row could be read; {restText(account)}.{account.rows === 0 && ' The trace has no cold starts.'}
    </>
  );
}

/** Rows that could not be read: every line of the file is accounted for. */
export function Problems({ overview }: { readonly overview: Overview }) {
  const { account, problems } = overview;
  const incomplete = problems.total - account.badRows;
  return (
    <div class="problems">
      <p>
        {account.badRows > 0 && (
          <>
            <strong>{counted(account.badRows, 'row')} could not be read</strong> and{' '}
            {account.badRows === 1 ? 'is' : 'are'} left out;{' '}
          </>
        )}
        {incomplete > 0 && (
          <>
            <strong>{counted(incomplete, 'row')} could not be read in full</strong> and{' '}
            {incomplete === 1 ? 'is' : 'are'} kept;{' '}
          </>
        )}
        {restText(account)}
      </p>
      <ScrollTable
        name={account.badRows > 0 ? 'Rows that could not be read' : 'Rows that could not be read in full'}
        titles={['Line', 'Column', 'Found', 'Expected']}
      >
        {problems.listed.map((problem) => (
          <ProblemRow key={`${problem.file}/${problem.line}/${problem.field}`} problem={problem} />
        ))}
      </ScrollTable>
      {problems.total > problems.listed.length && (
        <p class="summary">
          The first {count(problems.listed.length)} are listed; {count(problems.total - problems.listed.length)} more
          are not.
        </p>
      )}
    </div>
  );
}

/** Records that are no cold start, and blank lines. */
function restText({ warmRows, otherRows, duplicateRows, blankLines }: Overview['account']): string {
  return [
    ...(warmRows > 0 ? [counted(warmRows, 'warm invocation')] : []),
    ...otherRows.map(({ name, count: records }) => `${count(records)} × ${name}`),
    ...(duplicateRows > 0 ? [`${counted(duplicateRows, 'duplicate')} dropped`] : []),
    blankLines > 0 ? counted(blankLines, 'blank line') : 'no blank lines',
  ].join(', ');
}

function ProblemRow({ problem }: { readonly problem: RowProblem }) {
  const dashboard = useDashboard();
  const { line, file } = problem;
  const show = () => void dashboard.actions.showLine(line, file, `line ${line}: expected ${problem.expected}`);
  const place = file === undefined ? count(line) : `${nameText(file)}, ${count(line)}`;
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          class="link"
          aria-label={`Show line ${count(line)}${file === undefined ? '' : ` of ${nameText(file)}`}`}
          onClick={show}
        >
          <bdi>{place}</bdi>
        </button>
      </th>
      <td>{problem.column === '' ? 'whole row' : <Name text={problem.column} />}</td>
      <td>
        <bdi class="found">{problem.found === '' ? '(nothing)' : nameText(problem.found)}</bdi>
      </td>
      <td>
        {problem.expected}
        {problem.kept && ' (row kept without this value)'}
      </td>
    </tr>
  );
}
