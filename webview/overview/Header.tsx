import type { Overview, SourceVersion } from '../../src/protocol/queries';
import { bytes, dateTime } from '../../src/text';
import { useDashboard } from '../state/dashboard';
import { Assumptions } from './Assumptions';
import { TraceHeader } from './TraceHeader';

export function Header() {
  const dashboard = useDashboard();
  const name = dashboard.connection.traceName.value;
  const overview = dashboard.connection.overview.answer.value.value;
  const synthetic = (overview ?? dashboard.connection.partial.value)?.synthetic;
  return (
    <TraceHeader name={name} synthetic={synthetic ?? false}>
      {overview && <Source overview={overview} />}
      {overview && <Assumptions overview={overview} />}
      {overview?.latency?.doubt && <span class="warning">{overview.latency.doubt}</span>}
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
