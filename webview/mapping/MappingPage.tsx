import type { TableProposal } from '../../src/protocol/queries';
import { nameText } from '../../src/text';
import { Answer, FailureNote } from '../parts/Answer';
import { useDashboard } from '../state/dashboard';
import { Button } from '../toolkit';
import { ColumnTable } from './ColumnTable';
import { OutcomePart } from './OutcomePart';
import { LayoutOptions, RowOptions } from './TableOptions';

/** *How should this file be read?*: the first rows of a table, what its columns are, and what comes of it. */
export function MappingPage() {
  const { mapping } = useDashboard();
  const answer = mapping.proposal.answer.value;
  return (
    <section class="mapping panel" aria-labelledby="mapping-title">
      <h2 id="mapping-title">How should this file be read?</h2>
      <Answer query={mapping.proposal} what="Looking at the first rows">
        {(proposal) => proposal && <Choices proposal={proposal} />}
      </Answer>
      {answer.value === null && !answer.loading && answer.failure === null && <NoTable />}
    </section>
  );
}

function Choices({ proposal }: { readonly proposal: TableProposal }) {
  const { mapping, actions } = useDashboard();
  const choices = mapping.choices.value;
  const outcome = mapping.outcome.answer.value.value;
  const failure = mapping.failure.value;
  if (choices === null) return null;
  const isReadable = outcome?.kind === 'read';
  return (
    <div class="mapping-form">
      <p class="muted">
        {proposal.isRemembered
          ? 'It is read as was chosen for files with this header.'
          : 'Say what each column holds. The answer is remembered for files with this header.'}
      </p>
      <LayoutOptions choices={choices} />
      <ColumnTable proposal={proposal} choices={choices} />
      <RowOptions choices={choices} />
      <OutcomePart />
      {failure && <FailureNote what="Remembering this" failure={failure} />}
      <div class="mapping-buttons">
        <Button appearance="primary" disabled={!isReadable || mapping.saving.value} onClick={() => void mapping.use()}>
          Use
        </Button>
        {mapping.isAsked.value && <Button onClick={() => mapping.cancel()}>Cancel</Button>}
        {isReadable && (
          <button
            type="button"
            class="link"
            title={nameText(outcome.map)}
            onClick={() => void actions.copyText(`--map '${outcome.map.replaceAll("'", `'\\''`)}'`, 'Option')}
          >
            Copy as --map for the command line
          </button>
        )}
      </div>
    </div>
  );
}

function NoTable() {
  const { mapping } = useDashboard();
  return (
    <div class="note">
      <p class="grow">This file is no delimited table: its columns cannot be chosen.</p>
      {mapping.isAsked.value && <Button onClick={() => mapping.cancel()}>Back</Button>}
    </div>
  );
}
