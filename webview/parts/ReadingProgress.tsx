import type { ReadingStatus } from '../../src/protocol/dashboard';
import { bytes, counted, percent } from '../../src/text';

/** The share of the file that has been read, from 0 to 1. */
export function shareRead({ bytes, totalBytes }: ReadingStatus): number {
  return totalBytes > 0 ? bytes / totalBytes : 0;
}

interface ReadingProgressProps {
  readonly status: ReadingStatus;
  /** A sentence put after it. */
  readonly note?: string;
}

export function ReadingProgress({ status, note = '' }: ReadingProgressProps) {
  const share = shareRead(status);
  const rows = counted(status.rows, 'cold start');
  return (
    <div class="grow">
      <label for="reading">
        {share < 1 ? (
          <>
            Reading the trace: {rows}, {bytes(status.bytes)} of {bytes(status.totalBytes)}.
          </>
        ) : (
          <>Reading the trace: sorting {rows}.</>
        )}
        {note}
      </label>
      <progress id="reading" max={1} value={share}>
        {percent(share, 0)}
      </progress>
    </div>
  );
}
