import { useDashboard } from '../state/dashboard';
import type { Model } from '../state/model';
import type { ChangeForm } from '../state/view';
import { Button } from '../toolkit';
import { Advanced } from './Advanced';
import { ParameterFields } from './ParameterFields';
import { PresetField } from './PresetField';
import type { ReadForm } from './readForm';
import { SystemRows } from './SystemRows';
import { WorkloadFields } from './WorkloadFields';

interface FormProps {
  readonly model: Model;
  readonly read: ReadForm;
}

/** What to simulate. */
export function Form({ model, read: { requests, errors } }: FormProps) {
  const dashboard = useDashboard();
  const { view } = dashboard;
  const form = view.form.value;
  const change: ChangeForm = (part) => {
    view.form.value = { ...view.form.peek(), ...part };
  };
  const { parameters: settings, problem } = dashboard.connection.settings.value;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void dashboard.startRuns(requests);
      }}
    >
      <div class="form-head">
        <h2>Workload</h2>
        <PresetField form={form} presets={model.presets} change={change} />
      </div>
      <WorkloadFields form={form} model={model} errors={errors} change={change} />
      <SystemRows form={form} model={model} error={errors.get('systems')} change={change} />
      {problem !== null && <SettingsProblem problem={problem} />}
      <ParameterFields form={form} model={model} settings={settings} errors={errors} change={change} />
      <Advanced form={form} settings={settings} parameters={model.parameters} errors={errors} change={change} />
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
