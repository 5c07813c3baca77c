import { count, counted } from '../../../src/text';
import { useDashboard } from '../../state/dashboard';
import { Button } from '../../toolkit';
import type { ReadForm } from '../readForm';
import type { SweepState } from './useSweep';

interface SweepActionsProps {
  readonly read: ReadForm;
  readonly sweep: SweepState;
}

/** Says how large the sweep is, and writes its file. */
export function SweepActions({ read, sweep }: SweepActionsProps) {
  const { actions } = useDashboard();
  const { requests } = read;
  const { value, loading, failure } = sweep.size;
  const wrong = read.errors.size + sweep.errors.size;
  const isReady = value !== null && failure === null && wrong === 0;
  return (
    <>
      <p class="sweep-size" role="status">
        {wrong > 0 ? (
          <span class="error-text">{counted(wrong, 'field')} to correct</span>
        ) : failure ? (
          <span class="error-text">{[failure.message, failure.advice].filter((part) => part !== '').join(' ')}</span>
        ) : value ? (
          <>
            <strong>{counted(value.units, 'unit')}</strong>{' '}
            <span class="muted">{factorsText(value.axes, requests)}</span>
          </>
        ) : (
          <span class="muted">{loading ? 'Counting' : 'Tick what varies'}</span>
        )}
      </p>
      <Button
        appearance="primary"
        disabled={!isReady || loading}
        onClick={() => void actions.saveSweep(requests, sweep.axes)}
        title="A file to run here, on the command line or on a cluster"
      >
        Create sweep file…
      </Button>
    </>
  );
}

/** "12 × 9 values × 3 systems × 8 seeds". */
function factorsText(axes: readonly { readonly values: number }[], requests: ReadForm['requests']): string {
  const values = `${axes.map((axis) => count(axis.values)).join(' × ')} values`;
  return [values, counted(requests.length, 'system'), counted(requests[0]?.seeds ?? 1, 'seed')].join(' × ');
}
