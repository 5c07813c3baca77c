import { useEffect, useState } from 'preact/hooks';
import type { AnswerOf, RequestOf } from '../../src/protocol/rpc';
import type { Drawing, DrawingRequest, SweepOutline, SweepPageRequests } from '../../src/protocol/sweepPage';
import { count, counted } from '../../src/text';
import { failureOf } from '../failure';
import { ScrollTable } from '../parts/ScrollTable';
import type { VsCodeApi } from '../vscodeApi';
import { Choice } from './Choice';
import { Picture } from './Picture';

interface SweepPageProps {
  ask<N extends keyof SweepPageRequests>(
    name: N,
    request: RequestOf<SweepPageRequests, N>,
  ): Promise<AnswerOf<SweepPageRequests, N>>;
  readonly state: Pick<VsCodeApi, 'getState' | 'setState'>;
}

const KINDS = [
  { value: 'lines', label: 'Lines with bands' },
  { value: 'heat', label: 'Heat map of a system' },
  { value: 'crossover', label: 'Which system wins where' },
] as const;

/** The results of a sweep: what to draw, the drawing, and its points as a table. */
export function SweepPage({ ask, state }: SweepPageProps) {
  const [outline, setOutline] = useState<SweepOutline | null>(null);
  const [choices, setChoices] = useState<DrawingRequest | null>(null);
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const [notice, setNotice] = useState('');
  useEffect(() => {
    ask('sweep', {}).then((found) => {
      setOutline(found);
      setChoices(firstChoices(found, state.getState()));
    }, fail);
  }, []);
  useEffect(() => {
    if (!choices) return;
    let isCurrent = true;
    state.setState(choices);
    ask('drawing', choices).then(
      (found) => {
        if (!isCurrent) return;
        setDrawing(found);
        setNotice('');
      },
      (thrown) => isCurrent && fail(thrown),
    );
    return () => {
      isCurrent = false;
    };
  }, [choices]);
  function fail(thrown: unknown) {
    const { message, advice } = failureOf(thrown);
    setNotice(`${message} ${advice}`.trim());
  }
  if (!outline || !choices) return <main class="page opening">{notice || 'Reading the results…'}</main>;
  return (
    <main class="page">
      <header class="header">
        <div class="header-row">
          <h1>{outline.name}</h1>
          <span class="counts">
            <span>
              {counted(outline.units, 'simulated unit')}, {counted(outline.replicas, 'seed')} each
              {outline.done < outline.units && `; ${count(outline.units - outline.done)} have no result`}
            </span>
          </span>
        </div>
      </header>
      <section class="panel">
        <Choices outline={outline} choices={choices} onChange={setChoices} />
        <p role="status" class="notice">
          {notice}
        </p>
        {drawing && <Picture svg={drawing.svg} />}
        {drawing && <Points drawing={drawing} onOpen={(point) => ask('openPoint', { point }).catch(fail)} />}
      </section>
    </main>
  );
}

interface ChoicesProps {
  readonly outline: SweepOutline;
  readonly choices: DrawingRequest;
  readonly onChange: (choices: DrawingRequest) => void;
}

function Choices({ outline, choices, onChange }: ChoicesProps) {
  const axes = outline.axes.map(({ name, title }) => ({ value: name, label: title }));
  const drawn = choices.kind === 'lines' ? [choices.x] : [choices.x, choices.y];
  const change = (part: Partial<DrawingRequest>) => onChange(consistent(outline, { ...choices, ...part }));
  return (
    <div class="toolbar">
      <Choice
        label="Draw"
        value={choices.kind}
        choices={outline.axes.length > 1 ? KINDS : KINDS.slice(0, 1)}
        onChange={(kind) => change({ kind: kind as DrawingRequest['kind'] })}
      />
      <Choice
        label="Measure"
        value={choices.measure}
        choices={outline.measures.map(({ name, title }) => ({ value: name, label: title }))}
        onChange={(measure) => change({ measure: measure as DrawingRequest['measure'] })}
      />
      <Choice label="Left to right" value={choices.x} choices={axes} onChange={(x) => change({ x })} />
      {choices.kind !== 'lines' && (
        <Choice
          label="Bottom to top"
          value={choices.y}
          choices={axes.filter(({ value }) => value !== choices.x)}
          onChange={(y) => change({ y })}
        />
      )}
      {choices.kind === 'heat' && (
        <Choice
          label="System"
          value={choices.system}
          choices={outline.systems.map(({ name, label }) => ({ value: name, label }))}
          onChange={(system) => change({ system })}
        />
      )}
      {outline.axes
        .filter(({ name }) => !drawn.includes(name))
        .map(({ name, title, values }) => (
          <Choice
            key={name}
            label={title}
            value={choices.fixed[name]}
            choices={values.map((value) => ({ value, label: value }))}
            onChange={(value) => change({ fixed: { ...choices.fixed, [name]: value } })}
          />
        ))}
    </div>
  );
}

interface PointsProps {
  readonly drawing: Drawing;
  readonly onOpen: (point: number) => void;
}

function Points({ drawing: { columns, rows }, onOpen }: PointsProps) {
  return (
    <ScrollTable name="Points, simulated" titles={[...columns, 'Run']}>
      {rows.map(({ point, cells }) => (
        <tr key={point}>
          {cells.map((cell, at) => (at === 0 ? <th scope="row">{cell}</th> : <td>{cell}</td>))}
          <td>
            <button
              type="button"
              class="link"
              aria-label={`Open the run of ${cells.slice(0, -3).join(', ')}`}
              onClick={() => onOpen(point)}
            >
              Open
            </button>
          </td>
        </tr>
      ))}
    </ScrollTable>
  );
}

/** The choices left last time, where this sweep still has them; else its first axes. */
function firstChoices(outline: SweepOutline, left: unknown): DrawingRequest {
  const [x, y] = outline.axes;
  const first: DrawingRequest = {
    kind: outline.axes.length > 1 ? 'crossover' : 'lines',
    measure: 'p99',
    x: x?.name ?? 'system',
    y: y?.name ?? 'system',
    system: outline.systems[0]?.name ?? '',
    fixed: {},
  };
  const before = (typeof left === 'object' && left !== null ? left : {}) as Partial<DrawingRequest>;
  const isKnown = [before.x, before.y].every((name) => outline.axes.some((axis) => axis.name === name));
  return consistent(outline, isKnown ? { ...first, ...before } : first);
}

/** Two different axes, and a value for each axis that is not drawn. */
function consistent(outline: SweepOutline, choices: DrawingRequest): DrawingRequest {
  const other = outline.axes.find(({ name }) => name !== choices.x)?.name ?? choices.y;
  const y = choices.y === choices.x ? other : choices.y;
  const drawn = choices.kind === 'lines' ? [choices.x] : [choices.x, y];
  const fixed = outline.axes
    .filter(({ name }) => !drawn.includes(name))
    .map(({ name, values }) => [name, values.includes(choices.fixed[name]) ? choices.fixed[name] : values[0]]);
  return { ...choices, y, fixed: Object.fromEntries(fixed) };
}
