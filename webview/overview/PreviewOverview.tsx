import type { PagePreview } from '../../src/protocol/dashboard';
import type { PartialTrace } from '../../src/protocol/queries';
import { PreviewChart } from '../charts/PreviewChart';
import { ReadingProgress, shareRead } from '../parts/ReadingProgress';
import { PartialOverview } from './PartialOverview';
import { TraceHeader } from './TraceHeader';
import { PARTIAL_NAME, partialSpec, partialSummary } from './timeSpec';

/** The page while the trace is read, without its controls, which need the large script. */
export function PreviewOverview({ name, status }: PagePreview) {
  const { partial } = status;
  const share = shareRead(status);
  return (
    <>
      <TraceHeader name={name} synthetic={partial?.synthetic ?? false} tabs={<div class="tabs" />} />
      <div class="note reading">
        <ReadingProgress status={status} />
      </div>
      <section class="panel">
        {partial && (
          <PartialOverview partial={partial} share={share}>
            <PartialChart partial={partial} share={share} />
          </PartialOverview>
        )}
      </section>
    </>
  );
}

function PartialChart({ partial, share }: { readonly partial: PartialTrace; readonly share: number }) {
  const summary = partialSummary(partial, share);
  return (
    <figure class="chart" aria-label={PARTIAL_NAME} data-state="partial">
      <figcaption>
        <h3>{PARTIAL_NAME}</h3>
        <span class="hint">{summary}</span>
      </figcaption>
      <div class="chart-area">
        <PreviewChart spec={partialSpec(partial)} label={`${PARTIAL_NAME}. ${summary}`} />
      </div>
    </figure>
  );
}
