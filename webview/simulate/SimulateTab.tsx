import { Answer, FailureNote } from '../parts/Answer';
import { useDashboard } from '../state/dashboard';
import { CalibrationPanel } from './CalibrationPanel';
import { Form } from './Form';
import { formRuns } from './formRuns';
import { Results } from './Results';
import { RunsList } from './RunsList';

export function SimulateTab() {
  const dashboard = useDashboard();
  const failure = dashboard.runs.failure.value;
  return (
    <Answer query={dashboard.connection.model} what="Listing the systems">
      {(model) => (
        <div class="simulate">
          <div class="simulate-form">
            <h2>Simulate provisioning</h2>
            <Form model={model} />
          </div>
          <div class="simulate-results">
            {failure && <FailureNote what="Simulating" failure={failure} />}
            <CalibrationPanel request={formRuns(dashboard, model).requests[0]} />
            <RunsList model={model} />
            <Results model={model} />
          </div>
        </div>
      )}
    </Answer>
  );
}
