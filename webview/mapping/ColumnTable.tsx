import type { ColumnRole, TableChoices, TableProposal } from '../../src/protocol/queries';
import { nameText } from '../../src/text';
import { Name } from '../parts/Name';
import { Select } from '../parts/Select';
import { useDashboard } from '../state/dashboard';
import { ROLE_LABELS, ROLES, unitLabel } from './words';

const ROLE_CHOICES = ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] }));

interface ColumnTableProps {
  readonly proposal: TableProposal;
  readonly choices: TableChoices;
}

/** The first rows, and above each column what it is. */
export function ColumnTable({ proposal, choices }: ColumnTableProps) {
  const { header } = choices.layout;
  const rows = header ? proposal.rows : [proposal.first, ...proposal.rows];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="mapping-table" tabIndex={0} aria-label="The first rows of the file">
      <table>
        <thead>
          <tr>
            {choices.columns.map((choice, field) => (
              <th key={field} scope="col" class={choice.role === 'none' ? 'unused' : 'used'}>
                <ColumnHead
                  field={field}
                  name={header ? proposal.first[field] : `column ${field + 1}`}
                  proposal={proposal}
                  choices={choices}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {choices.columns.map(({ role }, field) => (
                <td key={field} class={role === 'none' ? 'unused' : 'used'}>
                  <Name text={row[field] ?? ''} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface ColumnHeadProps extends ColumnTableProps {
  readonly field: number;
  readonly name: string;
}

function ColumnHead({ field, name, proposal, choices }: ColumnHeadProps) {
  const { mapping } = useDashboard();
  const choice = choices.columns[field];
  const proposed = proposal.choices.columns[field];
  const units = proposal.units[choice.role];
  const shown = nameText(name) || `column ${field + 1}, without a name`;
  const reason = choice.role === proposed.role && choice.unit === proposed.unit ? proposal.reasons[field] : '';
  return (
    <div class="column-head">
      <Name text={shown} />
      <Select
        label={`What ${shown} holds`}
        value={choice.role}
        choices={ROLE_CHOICES}
        onChange={(role: ColumnRole) => mapping.setRole(field, role)}
      />
      {units.length > 0 && (
        <Select
          label={`Unit of ${shown}`}
          value={choice.unit}
          choices={units.map((unit) => ({ value: unit, label: unitLabel(choice.role, unit, choices.relative) }))}
          onChange={(unit) => mapping.setUnit(field, unit)}
        />
      )}
      {choice.role === 'cold' && <ColdTexts field={field} name={shown} texts={choice.cold ?? []} />}
      {reason !== '' && (
        <span class="reason" title={reason}>
          {nameText(reason)}
        </span>
      )}
    </div>
  );
}

function ColdTexts({
  field,
  name,
  texts,
}: {
  readonly field: number;
  readonly name: string;
  readonly texts: readonly string[];
}) {
  const { mapping } = useDashboard();
  return (
    <label class="cold-texts">
      cold if
      <input
        class="input"
        aria-label={`Texts of ${name} that mark a cold start, separated by commas; empty for any text`}
        placeholder="any text"
        value={texts.join(', ')}
        onChange={(event) => {
          const typed = event.currentTarget.value.split(',').map((text) => text.trim());
          mapping.setCold(
            field,
            typed.filter((text) => text !== ''),
          );
        }}
      />
    </label>
  );
}
