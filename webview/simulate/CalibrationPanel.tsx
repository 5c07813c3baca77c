import { useMemo, useState } from 'preact/hooks';
import type { ParameterInfo, QueryAnswer, RunRequest } from '../../src/protocol/queries';
import { counted, duration, percentileText, signedErrorText } from '../../src/text';
import { cdfDrawing } from '../drawing/cdfDrawing';
import { DrawingView } from '../drawing/DrawingView';
import { CdfChart } from '../overview/LatencyCdf';
import { Answer } from '../parts/Answer';
import { Icon } from '../parts/icons';
import { useDashboard } from '../state/dashboard';
import type { Model } from '../state/model';
import { useQuery } from '../state/query';
import { requestKey } from '../state/requestKey';
import { Button } from '../toolkit';
import { FitErrors } from './FitErrors';

/** A larger trace is fitted when the reader asks for it: fit and check of a million cold starts take seconds. */
const MOST_UNASKED = 200_000;
/** Points of the curves: more than their pixels. */
const CURVE_POINTS = 800;

interface CalibrationPanelProps {
  /** The form's first run; absent while the form has errors. */
  readonly request: RunRequest | undefined;
  readonly model: Model;
}

/** How well the replay reproduces its trace, before any system is compared. */
export function CalibrationPanel({ request, model }: CalibrationPanelProps) {
  if (request?.workload.kind !== 'trace') return null;
  const { recordedOn } = request.workload;
  if (recordedOn === undefined) {
    return (
      <section class="calibration" aria-label="Fit to the trace">
        <p class="warning">
          The replay is not fitted to the trace: it compares systems, and does not reproduce the recorded latencies.
        </p>
      </section>
    );
  }
  const parameters = usedParameters(request.parameters, recordedOn, model.parameters);
  return <Fit recordedOn={recordedOn} parameters={parameters} seed={request.seed} />;
}

/** Those on which the check of the fit depends: others must not start it again. */
function usedParameters(
  values: RunRequest['parameters'],
  recordedOn: string,
  parameters: readonly ParameterInfo[],
): RunRequest['parameters'] {
  const isUsed = ({ systems, workloads }: ParameterInfo) =>
    (systems?.includes(recordedOn) ?? true) && (workloads?.includes('trace') ?? true);
  const used = new Set(parameters.filter(isUsed).map(({ name }) => name));
  return Object.fromEntries(Object.entries(values).filter(([name]) => used.has(name)));
}

type FitProps = Pick<RunRequest, 'parameters' | 'seed'> & { readonly recordedOn: string };

function Fit(asked: FitProps) {
  const dashboard = useDashboard();
  const { askedFit } = dashboard;
  const starts = dashboard.connection.overview.answer.value.value?.coldStarts ?? 0;
  const key = requestKey(asked);
  const isUnasked = starts > MOST_UNASKED && askedFit.value !== `${dashboard.connection.generation.value} ${key}`;
  const query = useQuery(
    (abort) => {
      dashboard.connection.generation.value;
      if (starts === 0 || isUnasked) return null;
      return dashboard.host.ask('calibration', { ...asked, pixels: CURVE_POINTS }, abort);
    },
    [dashboard, key, starts, isUnasked],
  );
  return (
    <section class="calibration" aria-label="Fit to the trace">
      {isUnasked ? (
        <div class="calibration-offer">
          <p>
            The replay will be fitted to the trace's {counted(starts, 'cold start')}.{' '}
            <span class="muted">How well it then reproduces them is checked on request: that takes some seconds.</span>
          </p>
          <Button onClick={() => (askedFit.value = `${dashboard.connection.generation.value} ${key}`)}>
            Check the fit
          </Button>
        </div>
      ) : (
        <Answer query={query} what="Fitting the trace">
          {(answer) => <CheckedFit {...answer} />}
        </Answer>
      )}
    </section>
  );
}

/** Percentiles of the headline. */
const HEADLINE_SHARES = [0.5, 0.9, 0.99];

function CheckedFit({ report, headline, fittedText, curves }: QueryAnswer<'calibration'>) {
  const shown = (report.heldOut?.check ?? report.fit).overall.filter(({ share }) => HEADLINE_SHARES.includes(share));
  const [open, setOpen] = useState(false);
  const drawing = useMemo(() => {
    const looks = curves.map((curve, i) => ({
      curve,
      label: i === 0 && curves.length > 1 ? 'recorded' : 're-simulated',
      look: i === 0 && curves.length > 1 ? null : 2,
      dash: i === 0 && curves.length > 1 ? [] : [4, 2],
    }));
    return cdfDrawing(looks, 300, 112);
  }, [curves]);
  return (
    <div class="fit">
      <div class="fit-text">
        <p class="fit-headline">
          <Icon name="check" />
          {headline}
        </p>
        <dl class="fit-errors">
          {shown.map(({ share, recordedSeconds, simulatedSeconds, error }) => (
            <div key={share}>
              <dt>{percentileText(share)} error</dt>
              <dd>
                <span class="fit-error">{signedErrorText(error, '')}</span>
                <span class="muted small">
                  {duration(recordedSeconds)} → {duration(simulatedSeconds)}
                </span>
              </dd>
            </div>
          ))}
        </dl>
      </div>
      <DrawingView drawing={drawing} label="Latency CDF: recorded, and simulated again after the fit" />
      <details class="fit-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>Fitted parameters, errors and assumptions</summary>
        <p>{fittedText}</p>
        {report.causes.length > 0 && (
          <ul class="causes" aria-label="What may cause the errors">
            {report.causes.map((cause) => (
              <li key={cause}>{cause}</li>
            ))}
          </ul>
        )}
        <FitErrors report={report} />
        {open && <CdfChart name="Latency CDF, recorded and fitted" curves={curves} isComparison />}
        <h4>What the fit assumes</h4>
        <ul class="assumptions">
          {report.assumptions.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}
