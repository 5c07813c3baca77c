import { useMemo } from 'preact/hooks';
import type { ProfileSummary } from '../../src/protocol/queries';
import { counted, duration, plainNumber } from '../../src/text';
import { quantityAxis, secondsAxis } from '../charts/axes';
import type { ChartSpec } from '../charts/config';
import { LineChart } from '../charts/LineChart';
import { Waiting } from '../parts/Answer';
import { ErrorText, Field } from '../parts/Field';
import { Name } from '../parts/Name';
import { useDashboard } from '../state/dashboard';
import type { Model } from '../state/model';
import type { ChangeForm, SimulateForm } from '../state/view';
import { Button } from '../toolkit';
import { limitText } from './readForm';
import { SizeFields } from './SizeFields';
import { useDefaultTexts } from './useDefaultTexts';

interface ProfileFieldsProps {
  readonly form: SimulateForm;
  readonly model: Model;
  readonly errors: ReadonlyMap<string, string>;
  readonly change: ChangeForm;
}

/** The request-rate profile, with a chart, and how its requests run. */
export function ProfileFields({ form, model, errors, change }: ProfileFieldsProps) {
  const { profile } = useDashboard();
  const defaultText = useDefaultTexts(form, model);
  return (
    <>
      <div class="profile">
        <Button
          onClick={() => void profile.choose()}
          title="A CSV of two columns, time and requests per second, from an open editor or a file"
        >
          {form.profile ? 'Choose another profile…' : 'Choose a profile…'}
        </Button>
        <ErrorText id={undefined} error={errors.get('profile')} />
        {form.profile ? (
          <Chosen name={form.profile.name} />
        ) : (
          <p class="hint">A CSV of two columns, time and requests per second.</p>
        )}
      </div>
      <div class="field-grid">
        <Field
          label="Run time of a request"
          unit="s"
          value={form.runSeconds}
          placeholder={defaultText('runSeconds')}
          error={errors.get('runSeconds')}
          onInput={(runSeconds) => change({ runSeconds })}
        />
        <Field
          label="Lead-in"
          unit="s"
          value={limitText(form, model.limits, 'leadInSeconds')}
          error={errors.get('leadInSeconds')}
          title="During the lead-in the rate rises evenly to the profile's first rate, so that the profile begins with warm containers. Requests of the lead-in are not measured."
          onInput={(leadInSeconds) => change({ leadInSeconds })}
        />
        <SizeFields form={form} model={model} errors={errors} change={change} />
      </div>
    </>
  );
}

function Chosen({ name }: { readonly name: string }) {
  const { value, loading, failure } = useDashboard().profile.summary.answer.value;
  return (
    <>
      <p class="profile-name">
        <Name text={name} />
      </p>
      {loading && <Waiting what="Reading the profile" />}
      {value && !loading && !failure && <Preview summary={value} />}
    </>
  );
}

function Preview({
  summary: { points, timeUnit, rateUnit, seconds, peakPerSecond, requests, curve },
}: {
  readonly summary: ProfileSummary;
}) {
  const spec = useMemo<ChartSpec>(
    () => ({
      series: [{ label: 'requests per second', x: curve.x, y: curve.y, solid: true, filled: true }],
      x: { kind: secondsAxis, title: 'time since the first point', min: 0, max: seconds },
      y: { kind: quantityAxis('requests/s'), title: 'requests/s', min: 0 },
      step: 1,
    }),
    [curve, seconds],
  );
  const drawn = curve.decimated ? '; the chart shows the highest of neighbouring points' : '';
  return (
    <div class="profile-preview">
      <LineChart
        name="Request rate"
        summary={`${counted(requests, 'request')} in ${duration(seconds)}, peak ${plainNumber(peakPerSecond)} per second. ${counted(points, 'point')}${drawn}. Times are ${timeUnit}, rates ${rateUnit}.`}
        spec={spec}
      />
    </div>
  );
}
