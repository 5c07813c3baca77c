import type { RunSummary, SourceVersion } from '../../src/protocol/queries';
import { dateTime } from '../../src/text';

/** What has changed since the run. */
export function OutdatedNote({ run: { trace, outdated } }: { readonly run: RunSummary }) {
  if (!trace || !outdated) return null;
  return (
    <p class="warning">
      {outdated === 'trace'
        ? `Simulated from an earlier version of the trace (${versionText(trace.source)}). Run it again for the current one.`
        : `Simulated with latencies read as ${trace.unit}, which is no longer their unit. Run it again for the current one.`}
    </p>
  );
}

function versionText({ kind, modified }: SourceVersion): string {
  if (kind === 'editor') return 'with unsaved edits';
  return modified > 0 ? `the file as saved on ${dateTime(modified / 1000)}` : 'the file as saved';
}
