import type { ForeignOffer } from '../../src/protocol/dashboard';
import { useDashboard } from '../state/dashboard';
import { Button } from '../toolkit';

interface ForeignNoteProps {
  readonly message: string;
  readonly advice: string;
  readonly offer: ForeignOffer;
}

/** Shown in place of a file that is known and no cold-start trace: what it is, and what to do with it. */
export function ForeignNote({ message, advice, offer: { hasRequests, query } }: ForeignNoteProps) {
  const { actions } = useDashboard();
  return (
    <div class="note failure" role="alert">
      <p class="grow">
        <bdi>{message}</bdi> <span class="advice">{advice}</span>
      </p>
      {hasRequests && (
        <Button appearance="primary" onClick={() => void actions.simulateRequests()}>
          Simulate as a Request-Rate Profile
        </Button>
      )}
      {query !== null && <Button onClick={() => void actions.copyText(query, 'Query')}>Copy query</Button>}
      <Button onClick={() => void actions.readAgain()}>Try again</Button>
    </div>
  );
}
