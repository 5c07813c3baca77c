import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Curve, RunSummary } from '../../src/protocol/queries';
import { duration, percent } from '../../src/text';
import { useMeasuredWidth } from '../charts/useMeasuredWidth';
import { lookOrder, runLabel, runLooks } from '../simulate/comparison';
import { useDashboard } from '../state/dashboard';
import type { Model } from '../state/model';
import { useQuery } from '../state/query';
import { DASHES, type Theme, useTheme } from '../theme';
import { countUpTo } from './model/cursors';
import { StripAxis } from './model/stripAxis';
import type { Player } from './player';

const HEIGHT = 84;
const BOTTOM = 18;
const TOP = 6;

interface ReadyStripProps {
  readonly run: RunSummary;
  /** Runs of the same workload, this one among them. */
  readonly runs: readonly RunSummary[];
  readonly model: Model;
  readonly functionId: number;
  readonly player: Player;
}

/** How many starts of each run are done, on the clock of the drawing. */
export function ReadyStrip({ run, runs, model, functionId, player }: ReadyStripProps) {
  const dashboard = useDashboard();
  const { ref, pixels } = useMeasuredWidth();
  const ordered = useMemo(() => [run, ...runs.filter((one) => one !== run)], [run, runs]);
  const ids = ordered.map(({ runId }) => runId);
  const curves = useQuery(
    (abort) => (pixels > 0 ? dashboard.host.ask('readyCurves', { runIds: ids, functionId, pixels }, abort) : null),
    [dashboard, ids.join(), functionId, pixels],
  );
  const found = curves.answer.value.value;
  const ofRuns = runLooks(
    runs.map(({ request }) => request.system),
    lookOrder(model.systems, model.recorders),
  );
  const looks = ordered.map((one) => ofRuns[runs.indexOf(one)]);
  const labels = ordered.map(({ request }) => runLabel(request, model.systems, model.parameters));
  const missing = model.systems.filter(({ name }) => !runs.some(({ request }) => request.system === name));
  const addSystems = () =>
    void dashboard.runs.start(missing.map(({ name }) => ({ ...run.request, system: name, failures: undefined })));
  return (
    <section class="watch-strip" aria-label="VMs ready, same clock" ref={ref}>
      <header>
        <h2>VMs ready, same clock</h2>
        {missing.length > 0 && run.outdated === null && (
          <button type="button" class="link" onClick={addSystems}>
            Add the other systems
          </button>
        )}
      </header>
      {found && found.length === ordered.length && (
        <Curves curves={found} labels={labels} looks={looks} player={player} />
      )}
    </section>
  );
}

interface CurvesProps {
  readonly curves: readonly Curve[];
  readonly labels: readonly string[];
  /** Each run has the colour and dash that it has in every chart. */
  readonly looks: readonly number[];
  readonly player: Player;
}

function Curves({ curves, labels, looks, player }: CurvesProps) {
  const theme = useTheme();
  const line = useRef<SVGLineElement>(null);
  const axis = useMemo(() => new StripAxis(curves), [curves]);
  const paths = useMemo(() => curves.map(({ x, y }) => pathOf(x, y, axis)), [curves, axis]);
  useEffect(
    () =>
      player.view(() => {
        const place = String(axis.placeOf(player.time) * 1000);
        line.current?.setAttribute('x1', place);
        line.current?.setAttribute('x2', place);
        return false;
      }),
    [player, axis],
  );
  return (
    <div class="watch-curves">
      <div class="watch-plot" aria-hidden="true">
        <svg viewBox={`0 0 1000 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {[0, 0.5, 1].map((share) => (
            <line key={share} class="watch-gridline" x1={0} x2={1000} y1={yOf(share)} y2={yOf(share)} />
          ))}
          {paths.map((path, at) => (
            <path
              key={labels[at]}
              d={path}
              fill="none"
              vector-effect="non-scaling-stroke"
              {...lookOf(theme, looks[at], at === 0)}
            />
          ))}
          <line ref={line} class="watch-nowline" y1={0} y2={HEIGHT - BOTTOM} vector-effect="non-scaling-stroke" />
        </svg>
        {[0, 0.5, 1].map((share) => (
          <span key={share} class="watch-ytick" style={{ top: `${yOf(share)}px` }}>
            {percent(share)}
          </span>
        ))}
        {axis.ticks.map((time) => (
          <span key={time} class="watch-xtick" style={{ left: `${100 * axis.placeOf(time)}%` }}>
            {duration(time)}
          </span>
        ))}
      </div>
      <Shares curves={curves} labels={labels} looks={looks} player={player} />
    </div>
  );
}

/** How far each run is now; also what screen readers read of the curves. */
function Shares({ curves, labels, looks, player }: CurvesProps) {
  const theme = useTheme();
  const now = player.shown.value;
  return (
    <ul class="watch-curve-key" aria-label="Starts done">
      {curves.map(({ x, y }, at) => (
        <li key={labels[at]}>
          <svg width="20" height="8" viewBox="0 0 20 8" aria-hidden="true">
            <path d="M0 4h20" {...lookOf(theme, looks[at], at === 0)} />
          </svg>
          <span class={at === 0 ? 'strong' : ''}>{labels[at]}</span>
          <span class="muted">{percent(valueAt(x, y, now))}</span>
        </li>
      ))}
    </ul>
  );
}

function lookOf(theme: Theme, look: number, isChosen: boolean) {
  return {
    stroke: theme.series[look % theme.series.length],
    'stroke-width': isChosen ? 2.2 : 1.4,
    'stroke-dasharray': DASHES[look % DASHES.length].join(' '),
  };
}

function yOf(share: number): number {
  return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * share;
}

function pathOf(x: ArrayLike<number>, y: ArrayLike<number>, axis: StripAxis): string {
  let path = `M0 ${yOf(0)}`;
  for (let at = 0; at < x.length; at++) path += `H${(1000 * axis.placeOf(x[at])).toFixed(1)}V${yOf(y[at]).toFixed(1)}`;
  return `${path}H1000`;
}

function valueAt(x: ArrayLike<number>, y: ArrayLike<number>, time: number): number {
  const at = countUpTo(x, time);
  return at === 0 ? 0 : y[at - 1];
}
