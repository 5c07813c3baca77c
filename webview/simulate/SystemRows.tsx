import { useId } from 'preact/hooks';
import { ErrorText } from '../parts/Field';
import { FormGroup } from '../parts/FormGroup';
import { Info } from '../parts/Info';
import type { Model } from '../state/model';
import type { ChangeForm, SimulateForm } from '../state/view';
import { Checkbox } from '../toolkit';
import { lookOrder } from './comparison';
import { chosenSystems } from './readForm';
import { SystemSample } from './SystemSample';

interface SystemRowsProps {
  readonly form: SimulateForm;
  readonly model: Model;
  readonly error: string | undefined;
  readonly change: ChangeForm;
}

/** The systems to compare, a row each. */
export function SystemRows({ form, model: { systems, recorders }, error, change }: SystemRowsProps) {
  const errorId = useId();
  const chosen = new Set(chosenSystems(form, systems).map(({ name }) => name));
  const choose = (name: string, on: boolean) => {
    const names = systems.map((system) => system.name).filter((one) => (one === name ? on : chosen.has(one)));
    change({ systems: names.length === systems.length ? null : names });
  };
  const looks = lookOrder(systems, recorders);
  const isAll = chosen.size === systems.length;
  return (
    <FormGroup
      title="Systems"
      layout="systems"
      describedBy={errorId}
      action={
        <button type="button" class="link quiet" onClick={() => change({ systems: isAll ? [] : null })}>
          {isAll ? 'None' : 'All'}
        </button>
      }
    >
      {systems.map(({ name, label, kind, description }) => (
        <div class="system-row" key={name}>
          <Checkbox checked={chosen.has(name)} onChange={(on) => choose(name, on)}>
            <span class="system-name">
              <SystemSample look={looks.indexOf(name)} />
              {label}
            </span>
          </Checkbox>
          <span class="kind">{kind}</span>
          <Info about={label}>{description}</Info>
        </div>
      ))}
      <ErrorText id={errorId} error={error} />
    </FormGroup>
  );
}
