import { useId, useMemo } from 'preact/hooks';
import type { FunctionChanges as Changes, FunctionChange } from '../../src/protocol/queries';
import {
  changeText,
  count,
  counted,
  duration,
  isWithinChance,
  nameText,
  signedSeconds,
  timesText,
} from '../../src/text';
import { ChartFrame } from '../charts/ChartFrame';
import type { Cell, ChartColumn, ChartContent } from '../charts/chartContent';
import { ScrollTable } from '../parts/ScrollTable';
import { Segmented } from '../parts/Segmented';
import { Select } from '../parts/Select';
import { useDashboard } from '../state/dashboard';
import { ChangeBar } from './ChangeBar';
import { FunctionName } from './FunctionName';
import { drawForest, type Forest } from './forest';

const NAME = 'Functions by change';
/** Rows of the picture. */
const DRAWN = 20;
const LEAST = ['5', '20', '100', '1000'] as const;

/** The functions of both sides, those whose latency changed most first. */
export function FunctionChanges({ functions }: { readonly functions: Changes }) {
  const { view } = useDashboard();
  const { by } = view.compare.value;
  const id = useId();
  const { listed } = functions;
  const content = useMemo(() => contentOf(listed, by), [listed, by]);
  return (
    <ChartFrame
      name={NAME}
      hint={summaryOf(functions)}
      description="Functions with enough cold starts on both sides: those with a change beyond chance first, by its size, with 95 % intervals."
      descriptionId={id}
      content={content}
      controls={<Controls />}
    >
      {listed.length === 0 ? (
        <p class="empty">{emptyText(functions)}</p>
      ) : (
        <Table listed={listed} by={by} compared={functions.compared} />
      )}
    </ChartFrame>
  );
}

function Controls() {
  const { view } = useDashboard();
  const { by, least } = view.compare.value;
  const choices = [...new Set([...LEAST, String(least)])].sort((a, b) => Number(a) - Number(b));
  return (
    <>
      <Select
        label="Fewest cold starts on each side"
        value={String(least)}
        choices={choices.map((value) => ({ value, label: `≥ ${count(Number(value))} cold starts` }))}
        onChange={(value) => {
          view.compare.value = { ...view.compare.peek(), least: Number(value) };
        }}
      />
      <Segmented
        label="Ranked by"
        value={by}
        choices={[
          { value: 'p50', label: 'p50' },
          { value: 'p99', label: 'p99' },
        ]}
        onChange={(next) => {
          view.compare.value = { ...view.compare.peek(), by: next };
        }}
      />
    </>
  );
}

/** "26 compared: 1 slower, 0 faster beyond chance; 79 with fewer than 20 cold starts on a side". */
function summaryOf({ compared, slower, faster, tooFew, least }: Changes): string {
  const rest = tooFew > 0 ? `; ${count(tooFew)} with fewer than ${count(least)} cold starts on a side` : '';
  if (compared === 0) return rest.slice(2);
  return `${count(compared)} compared: ${count(slower)} slower, ${count(faster)} faster beyond chance${rest}`;
}

function emptyText({ tooFew, least }: Changes): string {
  if (tooFew === 0) return 'No function has cold starts on both sides.';
  return `No function has ${count(least)} cold starts on both sides. Ask for fewer above.`;
}

interface TableProps {
  readonly listed: readonly FunctionChange[];
  readonly by: 'p50' | 'p99';
  readonly compared: number;
}

function Table({ listed, by, compared }: TableProps) {
  const reach = Math.max(...listed.map((one) => Math.abs(one[by].difference)));
  const rest = compared - listed.length;
  return (
    <>
      <ScrollTable
        name={NAME}
        layout="wide compare-functions"
        titles={['Function', 'A', 'B', `${by} A`, `${by} B`, 'Change', 'Difference, 95 % interval', 'B / A']}
      >
        {listed.map((one) => (
          <tr key={one.name} class={isWithinChance(one[by]) ? 'within-chance' : ''}>
            <th scope="row">
              <FunctionName name={one.name} />
            </th>
            <td>{count(one.a.count)}</td>
            <td>{count(one.b.count)}</td>
            <td>{duration(one.a[by])}</td>
            <td>{duration(one.b[by])}</td>
            <td>
              <ChangeBar change={one[by]} reach={reach} />
            </td>
            <td>{changeText({ ...one[by], ratio: null })}</td>
            <td>{timesText(one[by].ratio)}</td>
          </tr>
        ))}
      </ScrollTable>
      {rest > 0 && <p class="hint">{counted(rest, 'function')} with smaller changes not shown.</p>}
    </>
  );
}

function contentOf(listed: readonly FunctionChange[], by: 'p50' | 'p99'): ChartContent {
  const forest: Forest = {
    scale: 'seconds',
    rows: listed.slice(0, DRAWN).map((one) => ({
      label: nameText(one.name),
      value: one[by].difference,
      low: one[by].low,
      high: one[by].high,
      text: signedSeconds(one[by].difference),
      isChance: isWithinChance(one[by]),
    })),
  };
  return {
    table: () => ({ columns: COLUMNS, rows: listed.map(cellsOf) }),
    draw: (context, size, theme) => drawForest(context, size, forest, theme),
    aspect: { single: 1.1, double: 0.6 },
  };
}

function cellsOf({ name, a, b, p50, p99 }: FunctionChange): Cell[] {
  const sides = [a.count, b.count, a.p50, b.p50, p50.difference, p50.low, p50.high];
  return [name, ...sides, a.p99, b.p99, p99.difference, p99.low, p99.high];
}

const seconds = (title: string, text: (value: number) => string): ChartColumn => ({
  title: `${title}, s`,
  heading: title,
  text: (value) => (typeof value === 'number' ? text(value) : '–'),
});

const ofPercentile = (name: string): ChartColumn[] => [
  seconds(`${name} of A`, duration),
  seconds(`${name} of B`, duration),
  seconds(`${name} difference`, signedSeconds),
  seconds(`${name} low`, signedSeconds),
  seconds(`${name} high`, signedSeconds),
];

const COLUMNS: readonly ChartColumn[] = [
  { title: 'function', text: (value) => nameText(String(value)) },
  { title: 'cold starts of A' },
  { title: 'cold starts of B' },
  ...ofPercentile('p50'),
  ...ofPercentile('p99'),
];
