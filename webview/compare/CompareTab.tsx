import { useMemo } from 'preact/hooks';
import type { Comparison } from '../../src/protocol/queries';
import { ChartSource } from '../charts/source';
import { useMeasuredWidth } from '../charts/useMeasuredWidth';
import { Answer } from '../parts/Answer';
import { IconButton } from '../parts/IconButton';
import { NoTrace } from '../parts/ReadingState';
import { useDashboard } from '../state/dashboard';
import { useQuery } from '../state/query';
import { ComparedCdf } from './ComparedCdf';
import { FunctionChanges } from './FunctionChanges';
import { Headline } from './Headline';
import { OneSideFunctions } from './OneSideFunctions';
import { QuantileChart } from './QuantileChart';
import { SidePicker } from './SidePicker';
import { StageChanges } from './StageChanges';
import { sideLabel, sideOf } from './sides';

/** Most functions listed. */
const LISTED = 200;

/** Two sides against each other: parts of the trace, other traces, runs. */
export function CompareTab() {
  return useDashboard().connection.hasTable.value ? <Compare /> : <NoTrace />;
}

function Compare() {
  const { compare } = useDashboard();
  const { ref, pixels } = useMeasuredWidth();
  return (
    <div class="compare" ref={ref}>
      <h2 class="visually-hidden">Comparison</h2>
      <section class="sides" aria-label="What is compared">
        <SidePicker side="a" />
        <span class="sides-actions">
          <IconButton icon="swap" label="Swap A and B" onClick={() => compare.swap()} />
          <IconButton
            icon="undo"
            label="Follow the filter of Explore"
            disabled={compare.isDefault.value}
            onClick={() => compare.reset()}
          />
        </span>
        <SidePicker side="b" />
      </section>
      {pixels > 0 && <Answered pixels={pixels} />}
    </div>
  );
}

function Answered({ pixels }: { readonly pixels: number }) {
  const dashboard = useDashboard();
  const { compare, connection, host, view } = dashboard;
  const { by, least } = view.compare.value;
  const { a, b } = compare.sides.value;
  const context = compare.context.value;
  const [sideA, sideB] = [sideOf(a, b, context), sideOf(b, a, context)];
  const key = JSON.stringify([sideA, sideB]);
  const query = useQuery(
    (abort) => {
      connection.generation.value;
      if (!sideA || !sideB) return null;
      return host.ask('compare', { a: sideA, b: sideB, by, least, limit: LISTED, pixels }, abort);
    },
    [dashboard, key, by, least, pixels],
  );
  const labels = useMemo(() => ({ a: sideLabel(a, b, context), b: sideLabel(b, a, context) }), [a, b, context]);
  if (!sideA || !sideB) {
    return <p class="empty">The run of side {sideA ? 'B' : 'A'} is not there any more. Choose another one above.</p>;
  }
  const file = [a, b].flatMap((side) => (side.kind === 'file' ? [side.name] : []));
  const what = file.length > 0 ? `Comparing with ${file.join(' and ')}` : 'Comparing';
  return (
    <ChartSource.Provider
      value={[connection.traceName.value, `A: ${labels.a}`, `B: ${labels.b}`].filter(Boolean).join(' · ')}
    >
      <Answer query={query} what={what}>
        {(found) => <Found found={found} labels={labels} />}
      </Answer>
    </ChartSource.Provider>
  );
}

interface FoundProps {
  readonly found: Comparison;
  readonly labels: { readonly a: string; readonly b: string };
}

function Found({ found, labels }: FoundProps) {
  const { a, b, quantiles, curves, functions, stages } = found;
  const empty = [a.count === 0 && 'A', b.count === 0 && 'B'].filter((side) => side !== false);
  return (
    <>
      <Headline found={found} />
      {empty.length > 0 ? (
        <p class="empty">
          {empty.length === 2 ? 'Neither side has a cold start' : `Side ${empty[0]} has no cold starts`}: change what it
          selects, or choose another trace or a run.
        </p>
      ) : (
        <>
          <div class="compare-charts">
            <ComparedCdf curves={curves} labels={labels} />
            <QuantileChart quantiles={quantiles} />
          </div>
          <FunctionChanges functions={functions} />
          <div class="compare-lists">
            <StageChanges stages={stages} />
            <OneSideFunctions side="A" functions={functions.onlyA} />
            <OneSideFunctions side="B" functions={functions.onlyB} />
          </div>
        </>
      )}
    </>
  );
}
