import type { PagePreview } from '../../src/protocol/dashboard';
import { PartialExplore } from '../explore/PartialExplore';
import { ReadingProgress, shareRead } from '../parts/ReadingProgress';
import { TraceHeader } from './TraceHeader';

/** The page while the trace is read, without its controls, which need the large script. */
export function PreviewOverview({ name, status }: PagePreview) {
  const { partial } = status;
  return (
    <>
      <TraceHeader name={name} synthetic={partial?.synthetic ?? false} tabs={<div class="tabs" />} />
      <div class="note reading">
        <ReadingProgress status={status} />
      </div>
      <section class="panel">{partial && <PartialExplore partial={partial} share={shareRead(status)} />}</section>
    </>
  );
}
