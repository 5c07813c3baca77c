import { useState } from 'preact/hooks';
import type { ParameterInfo } from '../../src/protocol/queries';
import { counted } from '../../src/text';
import { Field } from '../parts/Field';
import { FormGroup } from '../parts/FormGroup';
import { Icon } from '../parts/icons';
import type { ChangeForm, SimulateForm } from '../state/view';
import { changedParameters, hintOf, ParameterField } from './ParameterFields';
import { hasWords, ParameterSearch } from './ParameterSearch';
import { type FormContext, parameterField } from './readForm';

interface AdvancedProps {
  readonly form: SimulateForm;
  readonly settings: FormContext['settings'];
  readonly parameters: readonly ParameterInfo[];
  readonly errors: ReadonlyMap<string, string>;
  readonly change: ChangeForm;
}

const GROUPS = [
  ['cluster', 'Cluster'],
  ['network', 'Network'],
  ['image', 'Images'],
  ['system', 'Systems'],
] as const satisfies readonly (readonly [ParameterInfo['group'], string])[];

/** Every parameter of the model, with its default, range, and source of the default. A search narrows the list. */
export function Advanced({ form, settings, parameters, errors, change }: AdvancedProps) {
  const [search, setSearch] = useState('');
  const changed = changedParameters(form, settings, parameters);
  const wrong =
    errors.has('failures') || parameters.some(({ name, short }) => !short && errors.has(parameterField(name)));
  const isSearching = search.trim() !== '';
  // The others have fields of their own above.
  const rest = parameters.filter(({ short }) => short === undefined);
  const found = isSearching ? parameters.filter((info) => isFound(search, info)) : rest;
  const open = form.advanced || wrong || isSearching;
  const showsFailures = isFound(search, FAILURES);
  return (
    <section class="advanced" aria-label="Advanced">
      <div class="advanced-head">
        <button
          type="button"
          class="disclosure"
          aria-expanded={open}
          onClick={() => {
            setSearch('');
            change({ advanced: !open });
          }}
        >
          <Icon name={open ? 'down' : 'right'} />
          <strong>Advanced</strong>
        </button>
        <span class="muted count">
          {changed.length === 0 ? rest.length : `${changed.length} changed`}
          {form.failures.trim() !== '' && ', VMs fail'}
        </span>
        <ParameterSearch search={search} onSearch={setSearch} />
      </div>
      {isSearching && (
        <p class="hint" role="status">
          {found.length === 0 && !showsFailures
            ? 'No parameter found.'
            : `${counted(found.length, 'parameter')} found.`}
        </p>
      )}
      {open &&
        GROUPS.map(([group, title]) => {
          const ofGroup = found.filter((parameter) => parameter.group === group);
          const hasFailures = group === 'cluster' && showsFailures;
          if (ofGroup.length === 0 && !hasFailures) return null;
          return (
            <FormGroup key={group} title={title} layout="advanced-group">
              {group === 'image' && <p class="hint">An MB is 10⁶ bytes; a KB, of block sizes, is 1,024 bytes.</p>}
              {ofGroup.map((info) => (
                <ParameterField
                  key={info.name}
                  label={info.label}
                  hint={hintOf(info, settings)}
                  {...{ info, form, settings, errors, change }}
                />
              ))}
              {hasFailures && (
                <Field
                  label={FAILURES.label}
                  value={form.failures}
                  placeholder="none"
                  error={errors.get('failures')}
                  hint="VM@SECONDS, such as 12@3.5: VM 12 fails after 3.5 s. Put spaces between several. Other VMs fail at the rate above."
                  onInput={(failures) => change({ failures })}
                />
              )}
            </FormGroup>
          );
        })}
    </section>
  );
}

const FAILURES = { label: 'VMs that fail at given times', name: 'failures', group: 'cluster', source: '' };

/** Whether the label, name, group or source has what is looked for. */
function isFound(
  search: string,
  info: Pick<ParameterInfo, 'label' | 'name' | 'source'> & { group: string; short?: string },
) {
  const { label, name, group, source, short = '' } = info;
  return hasWords([label, short, name, group, source].join(' '), search);
}
