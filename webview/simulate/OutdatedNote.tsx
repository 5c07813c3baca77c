import type { RunSummary, SourceVersion } from '../../src/protocol/queries';
import { dateTime } from '../../src/text';

/** What has changed since the runs; they can be made again of the trace as it is now. */
export function OutdatedNote({ run: { trace, outdated } }: { readonly run: RunSummary }) {
  if (!trace || !outdated) return null;
  return (
    <p class="warning">
      {outdated === 'trace'
        ? `Of an earlier version of the trace (${versionText(trace.source)}). Run it again for the trace as it is now.`
        : `With recorded latencies read as ${trace.unit}, which they no longer are. Run it again for the unit in force.`}
    </p>
  );
}

function versionText({ kind, modified }: SourceVersion): string {
  if (kind === 'editor') return 'with edits as they stood in the editor';
  return modified > 0 ? `the file as saved on ${dateTime(modified / 1000)}` : 'the file as saved';
}
