import type { AssumptionKey, Overview } from '../../src/protocol/queries';
import { counted } from '../../src/text';
import { useDashboard } from '../state/dashboard';

interface Part {
  readonly key: AssumptionKey;
  readonly text: string;
  /** Why, for the tooltip and screen readers. */
  readonly reason?: string;
}

/** What was assumed of the file. Each part is a button that changes it. */
export function Assumptions({ overview }: { readonly overview: Overview }) {
  return (
    <ul class="read-as" aria-label="Assumptions">
      {partsOf(overview).map((part) => (
        <li key={`${part.key} ${part.text}`}>
          <ChangeButton part={part} look="link" />
        </li>
      ))}
    </ul>
  );
}

/** What the file was recognised as; a press lets the reader choose otherwise. */
export function FormatChip({ overview }: { readonly overview: Overview }) {
  return <ChangeButton part={{ key: 'format', text: overview.format.title }} look="format-chip" />;
}

function ChangeButton({ part, look }: { readonly part: Part; readonly look: 'link' | 'format-chip' }) {
  const dashboard = useDashboard();
  const { key, text, reason } = part;
  return (
    <button
      type="button"
      class={look}
      title={reason}
      aria-label={`${text}. Change`}
      onClick={() => void dashboard.actions.changeAssumption(key)}
    >
      {text}
    </button>
  );
}

/** What was assumed beside the format. */
export function partsOf(overview: Overview): readonly Part[] {
  const { assumptions, account, offsetMissing, relativeTime } = overview;
  const parts: Part[] = [
    ...unitPart(overview),
    ...timeUnitPart(overview),
    ...(relativeTime ? [{ key: 'timeUnit' as const, text: 'times count from the start of the data set' }] : []),
    ...(offsetMissing ? [{ key: 'zone' as const, text: 'dates without an offset are UTC' }] : []),
    ...(account.duplicateRows > 0
      ? [{ key: 'duplicates' as const, text: `${counted(account.duplicateRows, 'duplicate')} dropped` }]
      : []),
  ];
  // The reader's wording is more exact.
  const explained = new Set(assumptions.map(({ key }) => key));
  return [...parts.filter(({ key }) => !explained.has(key)), ...assumptions];
}

/** Nothing if the format defines the unit. */
function unitPart({ latency }: Overview): Part[] {
  if (!latency || latency.isGiven) return [];
  const { unit, setting, reason } = latency;
  return [{ key: 'unit', text: `latency in ${unit} (${setting === 'auto' ? 'detected' : 'set'})`, reason }];
}

/** Nothing where times are plain epoch seconds. */
function timeUnitPart({ timeUnit, timeUnitIsSet, timeDoubt, relativeTime }: Overview): Part[] {
  if (relativeTime || (timeUnit === 'seconds' && !timeUnitIsSet && !timeDoubt)) return [];
  const how = timeUnitIsSet ? 'set' : 'detected';
  const reason = timeUnit !== 'seconds' && !timeUnitIsSet ? 'For seconds, the first time is far too large.' : undefined;
  return [{ key: 'timeUnit', text: `times in ${timeUnit} (${how})`, reason }];
}
