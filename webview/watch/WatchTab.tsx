import type { RunSummary } from '../../src/protocol/queries';
import { counted } from '../../src/text';
import { Answer } from '../parts/Answer';
import { useDashboard } from '../state/dashboard';
import type { Model } from '../state/model';
import { runKey } from '../state/requestKey';
import { Button } from '../toolkit';
import { WatchRun } from './WatchRun';

/** A run as it happens. */
export function WatchTab() {
  const { connection, runs, view } = useDashboard();
  const done = runs.done.value;
  return (
    <div class="watch">
      <Answer query={connection.model} what="Listing the systems">
        {(model) => {
          const run =
            done.find((one) => runKey(one) === view.watch.value.run) ??
            done.findLast(({ request }) => hasFunctionTrees(request.system, model)) ??
            done.at(-1);
          return run ? <WatchRun key={run.runId} run={run} runs={done} model={model} /> : <NoRun />;
        }}
      </Answer>
    </div>
  );
}

/** The first run shown is one with function trees, if there is any. */
function hasFunctionTrees(system: RunSummary['request']['system'], { systems }: Model): boolean {
  return systems.find(({ name }) => name === system)?.treeTop === 'registry';
}

function NoRun() {
  const { runs, view } = useDashboard();
  const running = runs.running.value.length;
  return (
    <div class="empty">
      <p>
        {running > 0
          ? `${counted(running, 'simulation')} running. It can be watched here when it is done.`
          : 'Simulate a run, then watch here how its VMs feed each other.'}
      </p>
      <Button appearance="primary" onClick={() => (view.tab.value = 'simulate')}>
        Go to Simulate
      </Button>
    </div>
  );
}
