import { useState } from 'preact/hooks';
import type { RunSummary, TreeInfo } from '../../src/protocol/queries';
import { counted, nameText, shortName } from '../../src/text';
import { Answer } from '../parts/Answer';
import { runLabel } from '../simulate/comparison';
import { useDashboard } from '../state/dashboard';
import type { Model } from '../state/model';
import { useQuery } from '../state/query';
import { runKey } from '../state/requestKey';
import { Button, Dropdown, TextField } from '../toolkit';
import { TreePlayer } from './TreePlayer';

/** Functions that a dropdown can list and stay usable. */
const MOST_LISTED = 100;

export function TreeTab() {
  const dashboard = useDashboard();
  const { view, runs } = dashboard;
  const withTrees = runs.done.value.filter((run) => run.result !== null && run.result.trees > 0);
  return (
    <div class="tree-tab">
      <h2>Function tree</h2>
      <Answer query={dashboard.connection.model} what="Listing the systems">
        {(model) => {
          const run =
            withTrees.find((one) => runKey(one) === view.tree.value.run) ??
            withTrees.findLast(({ request }) => hasFunctionTrees(request.system, model)) ??
            withTrees.at(-1);
          return run ? <RunTrees key={run.runId} run={run} runs={withTrees} model={model} /> : <NoTree model={model} />;
        }}
      </Answer>
    </div>
  );
}

/** Runs with function trees come first: the tab is named after them. */
function hasFunctionTrees(system: string, { systems }: Model): boolean {
  return systems.find(({ name }) => name === system)?.treeTop === 'registry';
}

function NoTree({ model }: { readonly model: Model }) {
  const { runs, view } = useDashboard();
  const withTrees = model.systems.filter(({ treeTop }) => treeTop !== undefined).map(({ label }) => label);
  const running = runs.running.value.length;
  return (
    <div class="empty">
      <p>
        {running > 0
          ? `${counted(running, 'simulation')} running. Trees appear here when a run that builds trees is done.`
          : `Simulations build the trees: run one with ${withTrees.join(' or ')}, then see here which VM feeds which.`}
      </p>
      <Button appearance="primary" onClick={() => (view.tab.value = 'simulate')}>
        Go to Simulate
      </Button>
    </div>
  );
}

interface RunTreesProps {
  readonly run: RunSummary;
  readonly runs: readonly RunSummary[];
  readonly model: Model;
}

function RunTrees({ run, runs, model }: RunTreesProps) {
  const dashboard = useDashboard();
  const { view } = dashboard;
  const trees = useQuery((abort) => dashboard.host.ask('trees', { runId: run.runId }, abort), [dashboard, run.runId]);
  const labels = runs.map((one) => ({
    value: runKey(one),
    label: `${runLabel(one.request, model.systems, model.parameters)}: ${dashboard.names.describeRun(one)}`,
  }));
  return (
    <>
      {runs.length > 1 && (
        <div class="toolbar">
          <Dropdown
            label="Run"
            value={runKey(run)}
            choices={labels}
            onChange={(key) => (view.tree.value = { ...view.tree.value, run: key, time: null })}
          />
        </div>
      )}
      <p class="summary">
        Simulated: {labels.find(({ value }) => value === runKey(run))?.label}.{' '}
        {model.systems.find(({ name }) => name === run.request.system)?.description}
      </p>
      <Answer query={trees} what="Listing the function trees">
        {(list) => <ChosenTree run={run} trees={list} />}
      </Answer>
    </>
  );
}

function ChosenTree({ run, trees }: { readonly run: RunSummary; readonly trees: readonly TreeInfo[] }) {
  const { view } = useDashboard();
  const { functionName } = view.tree.value;
  const chosen = trees.find(({ name }) => name === functionName) ?? largest(trees);
  if (!chosen || !run.result) return <p class="empty">This run built no function tree.</p>;
  const missed = functionName !== null && functionName !== chosen.name;
  return (
    <>
      <TreePicker trees={trees} chosen={chosen} />
      {missed && <p class="summary">The selected function has no tree in this run; this is the largest tree.</p>}
      <TreePlayer key={chosen.functionId} run={run} numbers={run.result} tree={chosen} />
    </>
  );
}

function largest(trees: readonly TreeInfo[]): TreeInfo | undefined {
  return trees.reduce<TreeInfo | undefined>(
    (most, one) => (most && most.peakVms >= one.peakVms ? most : one),
    undefined,
  );
}

function TreePicker({ trees, chosen }: { readonly trees: readonly TreeInfo[]; readonly chosen: TreeInfo }) {
  const { view } = useDashboard();
  const [filter, setFilter] = useState('');
  if (trees.length === 1) {
    return (
      <p class="summary">
        {nameText(chosen.name)}: {describeTree(chosen)}.
      </p>
    );
  }
  const matching = trees
    .filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()))
    .sort((a, b) => b.peakVms - a.peakVms);
  const listed = matching.slice(0, MOST_LISTED);
  const ids = new Map(trees.map((tree) => [String(tree.functionId), tree.name]));
  const choices = (listed.includes(chosen) ? listed : [chosen, ...listed]).map((tree) => ({
    value: String(tree.functionId),
    label: `${shortName(tree.name)} (${describeTree(tree)})`,
  }));
  return (
    <div class="toolbar">
      <Dropdown
        label="Function, the largest tree first"
        value={String(chosen.functionId)}
        choices={choices}
        onChange={(id) => (view.tree.value = { ...view.tree.value, functionName: ids.get(id) ?? null, time: null })}
      />
      {trees.length > MOST_LISTED / 5 && (
        <TextField label="Find a function" value={filter} onInput={setFilter} placeholder="part of a name" />
      )}
      <span class="muted" role="status">
        {counted(matching.length, 'tree')}
        {matching.length > listed.length && `, ${listed.length} listed`}
      </span>
    </div>
  );
}

function describeTree({ top, peakVms, inserts, rotations }: TreeInfo): string {
  const most = `at most ${counted(peakVms, 'VM')}`;
  return top === 'registry' ? `${most}, ${counted(inserts, 'insert')}, ${counted(rotations, 'rotation')}` : most;
}
