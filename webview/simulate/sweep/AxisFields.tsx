import { useId } from 'preact/hooks';
import type { AxisInfo } from '../../../src/protocol/queries';
import { ErrorText, Field } from '../../parts/Field';
import { Segmented } from '../../parts/Segmented';
import type { SweepAxis } from '../../state/view';
import { axisField } from './readSweep';

interface AxisFieldsProps {
  readonly info: AxisInfo;
  readonly axis: SweepAxis;
  readonly errors: ReadonlyMap<string, string>;
  /** Its values in words; absent while they are not known. */
  readonly shown: string | undefined;
  readonly change: (part: Partial<SweepAxis>) => void;
}

/** The values of an axis: a range, or a list. */
export function AxisFields({ info, axis, errors, shown, change }: AxisFieldsProps) {
  const { name, title, unit, limit } = info;
  const error = (field: 'values' | 'from' | 'to' | 'count') => errors.get(axisField(name, field));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend, which the check box already is
    <div class="axis-fields" role="group" aria-label={`Values: ${title}`}>
      {limit && (
        <Segmented
          label="Values as"
          value={axis.listed ? 'list' : 'range'}
          choices={[
            { value: 'range', label: 'Range' },
            { value: 'list', label: 'List' },
          ]}
          onChange={(as) => change({ listed: as === 'list' })}
        />
      )}
      {!limit ? (
        <Lines value={axis.values} error={error('values')} onInput={(values) => change({ values })} />
      ) : axis.listed ? (
        <Field
          label={unit === '' ? 'Values' : `Values, ${unit}`}
          value={axis.values}
          placeholder="with spaces between them"
          error={error('values')}
          onInput={(values) => change({ values })}
        />
      ) : (
        <>
          <div class="field-grid">
            <Field
              label="From"
              unit={unit}
              value={axis.from}
              error={error('from')}
              onInput={(from) => change({ from })}
            />
            <Field label="To" unit={unit} value={axis.to} error={error('to')} onInput={(to) => change({ to })} />
            <Field label="Count" value={axis.count} error={error('count')} onInput={(count) => change({ count })} />
            <Segmented
              label="Distances"
              value={axis.scale}
              choices={[
                { value: 'linear', label: 'Linear' },
                { value: 'log', label: 'Log' },
              ]}
              onChange={(scale) => change({ scale })}
            />
          </div>
          {shown !== undefined && <p class="hint">{shown}</p>}
        </>
      )}
    </div>
  );
}

interface LinesProps {
  readonly value: string;
  readonly error: string | undefined;
  readonly onInput: (value: string) => void;
}

/** Texts, one on each line: they may contain anything else. */
function Lines({ value, error, onInput }: LinesProps) {
  const id = useId();
  return (
    <>
      <textarea
        class="lines"
        rows={3}
        aria-label="Values, one on each line"
        placeholder="one on each line"
        aria-invalid={error !== undefined}
        aria-describedby={id}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <ErrorText id={id} error={error} />
    </>
  );
}
