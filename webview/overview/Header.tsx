import type { LatencySummary, Overview, SourceVersion } from '../../src/protocol/queries';
import { bytes, dateTime } from '../../src/text';
import { useDashboard } from '../state/dashboard';
import { TraceHeader } from './TraceHeader';

export function Header() {
  const dashboard = useDashboard();
  const name = dashboard.connection.traceName.value;
  const overview = dashboard.connection.overview.answer.value.value;
  const synthetic = (overview ?? dashboard.connection.partial.value)?.synthetic;
  return (
    <TraceHeader name={name} synthetic={synthetic ?? false}>
      {overview && <Source overview={overview} />}
      {overview?.latency && <Unit latency={overview.latency} />}
      {overview?.latency?.doubt && <span class="warning">{overview.latency.doubt}</span>}
      {overview && <TimeUnit overview={overview} />}
      {overview?.offsetMissing && <span class="unit">Dates without an offset from UTC are read as UTC.</span>}
      {overview?.timeDoubt && <span class="warning">{overview.timeDoubt}</span>}
    </TraceHeader>
  );
}

function Source({ overview }: { readonly overview: Overview }) {
  return (
    <span class="source">
      {sourceText(overview.source)}, {bytes(overview.bytes)}
    </span>
  );
}

function sourceText({ kind, version, modified }: SourceVersion): string {
  if (kind === 'editor') return `From the editor, with unsaved edits (version ${version})`;
  const changed = modified / 1000;
  return modified > 0 ? `From disk, saved ${dateTime(changed)}` : 'From disk';
}

/** Nothing where times are plain epoch seconds. */
function TimeUnit({ overview }: { readonly overview: Overview }) {
  const dashboard = useDashboard();
  const { timeUnit, timeUnitIsSet, timeDoubt } = overview;
  if (timeUnit === 'seconds' && !timeUnitIsSet && !timeDoubt) return null;
  const isDetected = timeUnit !== 'seconds' && !timeUnitIsSet;
  return (
    <span class="unit">
      Times are read as <strong>{timeUnit}</strong> ({timeUnitIsSet ? 'set' : 'detected'})
      {isDetected ? ': for seconds, the first one is far too large.' : '.'}{' '}
      <button type="button" class="link" onClick={() => void dashboard.actions.openSettings('faasnet.timeUnit')}>
        Change the time unit
      </button>
    </span>
  );
}

function Unit({ latency }: { readonly latency: LatencySummary }) {
  const dashboard = useDashboard();
  return (
    <span class="unit">
      Latency is read as <strong>{latency.unit}</strong> ({latency.setting === 'auto' ? 'detected' : 'set'}).{' '}
      <bdi>{latency.reason}</bdi>{' '}
      <button type="button" class="link" onClick={() => void dashboard.actions.openSettings('faasnet.latencyUnit')}>
        Change the unit
      </button>
    </span>
  );
}
