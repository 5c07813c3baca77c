import { useId } from 'preact/hooks';
import { counted } from '../../src/text';
import { ErrorText, Field } from '../parts/Field';
import { useDashboard } from '../state/dashboard';
import type { Model } from '../state/model';
import type { ChangeForm } from '../state/view';
import { Button, Checkbox } from '../toolkit';
import { Advanced } from './Advanced';
import { formRuns } from './formRuns';
import { PresetField } from './PresetField';
import { chosenSystems, limitText } from './readForm';
import { WorkloadFields } from './WorkloadFields';

export function Form({ model }: { readonly model: Model }) {
  const dashboard = useDashboard();
  const { view, runs } = dashboard;
  const form = view.form.value;
  const change: ChangeForm = (part) => {
    view.form.value = { ...view.form.peek(), ...part };
  };
  const { parameters: settings, problem } = dashboard.connection.settings.value;
  const { requests, errors } = formRuns(dashboard, model);
  const running = runs.running.value.length;
  const systemsError = useId();
  const chosen = new Set(chosenSystems(form, model.systems).map(({ name }) => name));
  const choose = (name: string, on: boolean) => {
    const names = model.systems.map((system) => system.name).filter((one) => (one === name ? on : chosen.has(one)));
    change({ systems: names.length === model.systems.length ? null : names });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void dashboard.startRuns(requests);
      }}
    >
      <PresetField form={form} presets={model.presets} change={change} />
      <WorkloadFields form={form} model={model} errors={errors} change={change} />
      <fieldset aria-describedby={systemsError}>
        <legend>Systems</legend>
        {model.systems.map(({ name, label, description }) => (
          <div class="system" key={name}>
            <Checkbox checked={chosen.has(name)} onChange={(on) => choose(name, on)}>
              {label}
            </Checkbox>
            <p class="hint">{description}</p>
          </div>
        ))}
        <ErrorText id={systemsError} error={errors.get('systems')} />
      </fieldset>
      <div class="field-grid">
        <Field
          label="Seed"
          value={limitText(form, model.limits, 'seed')}
          error={errors.get('seed')}
          onInput={(seed) => change({ seed })}
        />
        <Field
          label="Number of seeds"
          value={limitText(form, model.limits, 'seeds')}
          error={errors.get('seeds')}
          onInput={(seeds) => change({ seeds })}
        />
      </div>
      <p class="hint">With several seeds, times are means with 95 % confidence intervals.</p>
      {problem !== null && <SettingsProblem problem={problem} />}
      <Advanced form={form} settings={settings} parameters={model.parameters} errors={errors} change={change} />
      <div class="actions run-actions">
        <Button
          appearance="primary"
          disabled={requests.length === 0}
          onClick={() => void dashboard.startRuns(requests)}
          title="Simulate this workload with each of the chosen systems"
        >
          {requests.length > 1 ? `Run ${requests.length} simulations` : 'Run the simulation'}
        </Button>
        <Button
          disabled={requests.length === 0}
          onClick={() => void dashboard.actions.saveRunFile(requests)}
          title="Save workload, systems, parameters and seed in a file that gives the same result when run"
        >
          Save run file…
        </Button>
        {running > 0 && <Button onClick={() => void runs.cancelAll()}>Cancel</Button>}
        {errors.size > 0 && <span class="error-text">{counted(errors.size, 'field')} to correct</span>}
      </div>
    </form>
  );
}

function SettingsProblem({ problem }: { readonly problem: string }) {
  const dashboard = useDashboard();
  return (
    <div class="settings-problem" role="alert">
      <p class="error-text">{problem} The form uses the defaults.</p>
      <Button onClick={() => void dashboard.actions.openSettings('faasnet.simulation.parameters')}>
        Open the setting
      </Button>
    </div>
  );
}
