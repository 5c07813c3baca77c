import { useDashboard } from '../state/dashboard';
import { Button } from '../toolkit';
import { FailureNote } from './Answer';
import { ForeignNote } from './ForeignNote';
import { ReadingProgress } from './ReadingProgress';

/** Progress, cancellation or failure of reading the trace, with its buttons. Nothing once it is read. */
export function ReadingState() {
  const dashboard = useDashboard();
  const status = dashboard.connection.status.value;
  const older = dashboard.connection.hasTable.value ? ' The numbers below are those of the previous version.' : '';
  const again = () => void dashboard.actions.readAgain();
  switch (status.state) {
    case 'none':
    case 'ready':
      return null;
    case 'reading':
      return (
        <div class="note reading">
          <ReadingProgress status={status} note={older} />
          <Button onClick={() => void dashboard.actions.cancelReading()}>Cancel</Button>
        </div>
      );
    case 'cancelled':
      return (
        <div class="note" role="status">
          <p class="grow">Reading was cancelled.{older}</p>
          <Button onClick={again}>Read the trace</Button>
        </div>
      );
    case 'failed':
      if (status.foreign) {
        return <ForeignNote message={status.message} advice={status.advice + older} offer={status.foreign} />;
      }
      return (
        <FailureNote
          what="Reading the trace"
          failure={{ message: status.message, advice: status.advice + older }}
          onRetry={again}
        >
          {status.mapping !== undefined && (
            <Button onClick={() => dashboard.mapping.ask()}>Change how it is read</Button>
          )}
        </FailureNote>
      );
  }
}

/** Shown in place of a section about the trace until the trace is read. */
export function NoTrace() {
  const dashboard = useDashboard();
  const { overview } = dashboard.connection;
  const failure = overview.answer.value.failure;
  if (failure) return <FailureNote what="Summarising the trace" failure={failure} onRetry={overview.retry} />;
  if (dashboard.connection.status.value.state !== 'none') return null;
  return (
    <div class="empty">
      <h2>No trace is open here</h2>
      <p>
        Open a cold-start trace (a CSV file with the columns <code>__time__</code>, <code>functionName</code> and{' '}
        <code>latency</code>) and choose <em>FaaSNet: Open Trace Dashboard</em>, or simulate a burst or a request-rate
        profile, which need no trace.
      </p>
      <Button appearance="primary" onClick={() => (dashboard.view.tab.value = 'simulate')}>
        Simulate a burst
      </Button>
    </div>
  );
}
