import { useMemo } from 'preact/hooks';
import type { KeepAlive as KeepAliveAnswer } from '../../src/protocol/queries';
import { count, counted, interval, percent, shortName } from '../../src/text';
import { logIntervalAxis, shareAxis } from '../charts/axes';
import { LineChart } from '../charts/LineChart';
import { Answer } from '../parts/Answer';
import { Select } from '../parts/Select';
import { useDashboard } from '../state/dashboard';
import { useQuery } from '../state/query';
import type { SelectedFunction } from '../state/view';

interface KeepAliveProps {
  readonly selected: SelectedFunction;
  /** Whether the trace records warm invocations. */
  readonly hasWarm: boolean;
}

/** Which share of a function's cold starts a longer keep-alive would have caught. */
export function KeepAlive({ selected, hasWarm }: KeepAliveProps) {
  const { connection, explore, host } = useDashboard();
  const query = useQuery(
    (abort) => {
      connection.generation.value;
      const where = explore.settledWhere.value;
      return where === null ? null : host.ask('keepAlive', { functionId: selected.id, where }, abort);
    },
    [host, selected.id],
  );
  return (
    <Answer query={query} what="Looking at keep-alives">
      {(found) => found.coldStarts > 0 && <Caught of={selected.name} found={found} hasWarm={hasWarm} />}
    </Answer>
  );
}

interface CaughtProps {
  /** Name of the function. */
  readonly of: string;
  readonly found: KeepAliveAnswer;
  readonly hasWarm: boolean;
}

function Caught({ of, found, hasWarm }: CaughtProps) {
  const { keepAlive } = useDashboard().view;
  const { seconds, within, coldStarts, knowsWarm } = found;
  const last = seconds.length - 1;
  const present = Math.min(placeOf(seconds, keepAlive.value.present), last - 1);
  const longer = Math.max(placeOf(seconds, keepAlive.value.longer), present + 1);
  const spec = useMemo(() => {
    const y = Array.from(within.subarray(present), (caught) => (caught - within[present]) / coldStarts);
    return {
      series: [{ label: 'Cold starts caught', x: seconds.slice(present), y, solid: true }],
      x: { kind: logIntervalAxis, title: 'keep-alive (logarithmic)' },
      y: { kind: shareAxis, title: 'share of cold starts', min: 0, max: y[y.length - 1] === 0 ? 1 : undefined },
      step: 1,
    };
  }, [found, present]);
  const choose = (part: Partial<typeof keepAlive.value>) => (keepAlive.value = { ...keepAlive.peek(), ...part });
  const caught = within[longer] - within[present];
  const shareAt = (place: number) => `${percent((within[place] - within[present]) / coldStarts)} at ${text(place)}`;
  return (
    <section class="keep-alive" aria-label="Keep-alive">
      <LineChart
        name={`What a longer keep-alive catches of ${shortName(of, 40)}`}
        summary={`Caught: ${shareAt(longer)}${longer < last ? `, ${shareAt(last)}` : ''}, against a keep-alive of ${text(present)}.`}
        spec={spec}
        onPick={(index) => index > 0 && choose({ longer: seconds[present + index] })}
      />
      <p class="keep-alive-answer">
        As far as its {knowsWarm ? 'invocations' : 'cold starts'} tell, a keep-alive of{' '}
        <Select
          label="Longer keep-alive"
          value={String(seconds[longer])}
          choices={choices(seconds.slice(present + 1))}
          onChange={(value) => choose({ longer: Number(value) })}
        />{' '}
        instead of{' '}
        <Select
          label="Present keep-alive"
          value={String(seconds[present])}
          choices={choices(seconds.slice(0, last))}
          onChange={(value) => choose({ present: Number(value) })}
        />{' '}
        <span role="status">
          catches <strong>{percent(caught / coldStarts)}</strong> of {counted(coldStarts, 'cold start')}:{' '}
          {count(caught)}.
        </span>
      </p>
      <p class="hint">
        Counted: those that came when the container used last had been idle for more than {text(present)} and at most{' '}
        {text(longer)}. A container is idle once it has started{knowsWarm && ', and again after each warm invocation'}.
        It serves one start at a time: a burst needs as many as it has starts. {doubt(knowsWarm, hasWarm)}
      </p>
    </section>
  );

  function text(place: number): string {
    return interval(seconds[place]);
  }
}

function doubt(knowsWarm: boolean, hasWarm: boolean): string {
  if (knowsWarm) return 'How long requests ran is not known, and counts as no time.';
  const why = hasWarm
    ? 'Which warm invocations have the labels of the filter is not known'
    : 'The trace records no warm invocations';
  return `${why}: they keep containers warm and in use, so the true share may be lower or higher.`;
}

/** The place of the keep-alive that is nearest from above. */
function placeOf(seconds: readonly number[], wanted: number): number {
  const place = seconds.findIndex((one) => one >= wanted);
  return place < 0 ? seconds.length - 1 : place;
}

function choices(seconds: readonly number[]) {
  return seconds.map((one) => ({ value: String(one), label: interval(one) }));
}
