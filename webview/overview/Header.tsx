import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Overview, SourceVersion } from '../../src/protocol/queries';
import { bytes, count, counted, dateTime, offsetText, tellsTimes } from '../../src/text';
import { useDashboard } from '../state/dashboard';
import { LOCAL } from '../state/localZone';
import { Assumptions, FormatChip, partsOf } from './Assumptions';
import { Account, Problems } from './Problems';
import { TraceHeader } from './TraceHeader';

type Details = 'skipped' | 'assumptions';

/** @param children the tabs */
export function Header({ children }: { readonly children?: ComponentChildren }) {
  const dashboard = useDashboard();
  const name = dashboard.connection.traceName.value;
  const overview = dashboard.connection.overview.answer.value.value;
  const synthetic = (overview ?? dashboard.connection.partial.value)?.synthetic ?? false;
  const [details, setDetails] = useState<Details | null>(null);
  const toggle = (one: Details) => setDetails(details === one ? null : one);
  return (
    <TraceHeader
      name={name}
      synthetic={synthetic}
      tabs={children}
      below={overview && <Below overview={overview} details={details} />}
    >
      {overview && (
        <>
          <FormatChip overview={overview} />
          <Counts overview={overview} details={details} onToggle={toggle} />
        </>
      )}
    </TraceHeader>
  );
}

/** The zone in which times are shown; a click changes it. */
function ZoneToggle({ overview }: { readonly overview: Overview }) {
  const { connection, view } = useDashboard();
  if (!tellsTimes(overview) || overview.relativeTime || !overview.timeRange) return null;
  const isLocal = connection.timeZone.value === 'local';
  const shown = isLocal ? offsetText(LOCAL.offset(overview.timeRange.from)) : 'UTC';
  const label = isLocal
    ? `Times are in the local zone, ${LOCAL.name}. Show UTC`
    : `Times are in UTC. Show local time, ${LOCAL.name}`;
  return (
    <button
      type="button"
      class="link"
      aria-label={label}
      title={label}
      onClick={() => {
        view.timeZone.value = isLocal ? 'UTC' : 'local';
      }}
    >
      {isLocal ? `local, ${shown}` : shown}
    </button>
  );
}

interface CountsProps {
  readonly overview: Overview;
  readonly details: Details | null;
  readonly onToggle: (details: Details) => void;
}

function Counts({ overview, details, onToggle }: CountsProps) {
  const { account, problems, coldStarts } = overview;
  const assumed = partsOf(overview).length;
  return (
    <span class="counts">
      <span>
        <strong>{count(coldStarts)}</strong> {coldStarts === 1 ? 'cold start' : 'cold starts'} in{' '}
        {counted(account.records, 'line')}
      </span>
      {problems.total > 0 && (
        <Toggle name="skipped" details={details} onToggle={onToggle}>
          {problemsText(overview)}
        </Toggle>
      )}
      <Toggle name="assumptions" details={details} onToggle={onToggle}>
        {assumed === 0 ? 'about this file' : counted(assumed, 'assumption')}
      </Toggle>
      <ZoneToggle overview={overview} />
    </span>
  );
}

function problemsText({ account, problems }: Overview): string {
  return account.badRows > 0 ? `${count(account.badRows)} skipped` : `${count(problems.total)} incomplete`;
}

interface ToggleProps extends Omit<CountsProps, 'overview'> {
  readonly name: Details;
  readonly children: ComponentChildren;
}

function Toggle({ name, details, onToggle, children }: ToggleProps) {
  const isOpen = details === name;
  return (
    <button
      type="button"
      class="link"
      aria-expanded={isOpen}
      aria-controls={isOpen ? 'header-details' : undefined}
      onClick={() => onToggle(name)}
    >
      {children}
    </button>
  );
}

function Below({ overview, details }: { readonly overview: Overview; readonly details: Details | null }) {
  const doubts = [overview.latency?.doubt, overview.timeDoubt].filter((doubt) => doubt != null);
  return (
    <>
      {details !== null && (
        <div class="header-details" id="header-details">
          {details === 'skipped' ? (
            <Problems overview={overview} />
          ) : (
            <>
              <p class="muted">
                {sourceText(overview.source)}, {bytes(overview.bytes)}. <Account overview={overview} />
              </p>
              <Assumptions overview={overview} />
            </>
          )}
        </div>
      )}
      {doubts.map((doubt) => (
        <p class="warning" key={doubt}>
          {doubt}
        </p>
      ))}
    </>
  );
}

function sourceText({ kind, version, modified }: SourceVersion): string {
  if (kind === 'editor') return `From the editor, with unsaved edits (version ${version})`;
  const changed = modified / 1000;
  return modified > 0 ? `From disk, saved ${dateTime(changed)}` : 'From disk';
}
