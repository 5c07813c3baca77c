import type { RunRequest } from '../../src/protocol/queries';
import { counted, duration } from '../../src/text';
import { IconButton } from '../parts/IconButton';
import { useDashboard } from '../state/dashboard';
import { Button } from '../toolkit';
import { estimatedSeconds } from './estimate';

interface RunActionsProps {
  readonly requests: readonly RunRequest[];
  readonly errors: ReadonlyMap<string, string>;
}

/** Runs what the form says. */
export function RunActions({ requests, errors }: RunActionsProps) {
  const dashboard = useDashboard();
  const { runs } = dashboard;
  const running = runs.running.value.length;
  return (
    <>
      <Button
        appearance="primary"
        disabled={requests.length === 0}
        onClick={() => void dashboard.startRuns(requests)}
        title="Simulate this workload with each of the chosen systems"
      >
        {runText(requests)}
      </Button>
      <span class="estimate" role="status">
        {errors.size > 0 ? (
          <span class="error-text">{counted(errors.size, 'field')} to correct</span>
        ) : running > 0 ? null : (
          estimateText(
            estimatedSeconds(
              requests,
              runs.list.value,
              (workload) => dashboard.sizes.of(workload),
              navigator.hardwareConcurrency,
            ),
          )
        )}
      </span>
      <IconButton
        icon="save"
        label="Save run file…"
        disabled={requests.length === 0}
        onClick={() => void dashboard.actions.saveRunFile(requests)}
      />
      {running > 0 && <IconButton icon="close" label="Cancel" onClick={() => void runs.cancelAll()} />}
    </>
  );
}

/** "Run 6 systems × 5 seeds". */
function runText(requests: readonly RunRequest[]): string {
  if (requests.length === 0) return 'Run';
  const seeds = requests[0].seeds > 1 ? ` × ${requests[0].seeds} seeds` : '';
  return `Run ${counted(requests.length, 'system')}${seeds}`;
}

function estimateText(seconds: number | null): string {
  if (seconds === null) return '';
  if (seconds === 0) return 'done';
  return seconds < 1 ? 'under 1 s' : `about ${duration(Math.round(seconds))}`;
}
