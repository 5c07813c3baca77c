import type { Delimiter, TableChoices } from '../../src/protocol/queries';
import { counted } from '../../src/text';
import { Select } from '../parts/Select';
import { useDashboard } from '../state/dashboard';
import { Checkbox, TextField } from '../toolkit';
import { DELIMITER_LABELS, isDateForm, zoneChoices } from './words';

const DELIMITERS = (Object.entries(DELIMITER_LABELS) as [Delimiter, string][]).map(([value, label]) => ({
  value,
  label,
}));

/** How the lines are cut into fields. */
export function LayoutOptions({ choices }: { readonly choices: TableChoices }) {
  const { mapping } = useDashboard();
  const { delimiter, decimalComma, skipLines, header } = choices.layout;
  return (
    <div class="mapping-options">
      <span class="option">
        Fields are separated by
        <Select
          label="Fields are separated by"
          value={delimiter}
          choices={DELIMITERS}
          onChange={(next) => mapping.setLayout({ delimiter: next })}
        />
      </span>
      <Checkbox checked={header} onChange={(next) => mapping.setLayout({ header: next })}>
        The first row names the columns
      </Checkbox>
      <Checkbox
        checked={decimalComma}
        onChange={(next) => mapping.change({ layout: { ...choices.layout, decimalComma: next } })}
      >
        Decimal comma (151,6)
      </Checkbox>
      {skipLines > 0 && <span class="muted">{counted(skipLines, 'line')} above the table skipped</span>}
    </div>
  );
}

/** What the choice of columns leaves open. */
export function RowOptions({ choices }: { readonly choices: TableChoices }) {
  const { mapping } = useDashboard();
  const { columns, zone, relative, join, functionName, emptyIsWarm } = choices;
  const time = columns.find(({ role }) => role === 'time');
  const functions = columns.filter(({ role }) => role === 'function').length;
  const canBeRelative = time !== undefined && !isDateForm(time.unit) && time.unit !== 'auto';
  return (
    <div class="mapping-options">
      {time !== undefined && isDateForm(time.unit) && (
        <span class="option" title="Dates that state their own offset keep it.">
          Times without an offset are in
          <Select
            label="Time zone"
            value={String(zone)}
            choices={zoneChoices(zone).map(({ minutes, label }) => ({ value: String(minutes), label }))}
            onChange={(next) => mapping.change({ zone: Number(next) })}
          />
        </span>
      )}
      {canBeRelative && (
        <Checkbox checked={relative} onChange={(next) => mapping.change({ relative: next })}>
          Times count from the start of the data set
        </Checkbox>
      )}
      {functions > 1 && (
        <TextField label="Between the names" value={join} onInput={(next) => mapping.change({ join: next })} />
      )}
      {functions === 0 && (
        <TextField
          label="Name of the function of all rows"
          value={functionName}
          onInput={(next) => mapping.change({ functionName: next })}
        />
      )}
      {!columns.some(({ role }) => role === 'cold') && (
        <Checkbox checked={emptyIsWarm} onChange={(next) => mapping.change({ emptyIsWarm: next })}>
          Rows without a latency are warm invocations
        </Checkbox>
      )}
    </div>
  );
}
