import { useMemo, useState } from 'preact/hooks';
import type { RunNumbers, RunSummary, TreeInfo, TreeSnapshot } from '../../src/protocol/queries';
import { count, counted, duration } from '../../src/text';
import { Answer } from '../parts/Answer';
import { useDashboard } from '../state/dashboard';
import { useQuery } from '../state/query';
import type { TreeView } from '../state/view';
import { Button, Dropdown } from '../toolkit';
import { Diagram } from './Diagram';
import { treeSummary } from './describe';
import { layoutTree } from './layout';
import { TimeControls } from './TimeControls';
import { hasQuietEnd, momentOf, spanOf } from './time';
import { VmDetail } from './VmDetail';
import { VmTable } from './VmTable';

interface TreePlayerProps {
  readonly run: RunSummary;
  readonly numbers: RunNumbers;
  readonly tree: TreeInfo;
}

const LIMITS = [63, 255, 1023].map((limit) => ({ value: String(limit), label: `${count(limit)} VMs` }));

/** One function tree at a moment of simulated time. */
export function TreePlayer({ run, numbers, tree }: TreePlayerProps) {
  const dashboard = useDashboard();
  const view = dashboard.view.tree;
  const { limit, wholeRun } = view.value;
  const isBurst = run.request.workload.kind === 'burst';
  const span = spanOf(tree, numbers, isBurst, wholeRun);
  const time = momentOf(view.value.time, span, numbers);
  const change = (part: Partial<TreeView>) => {
    view.value = { ...view.peek(), ...part };
  };
  const snapshot = useQuery(
    (abort) => {
      const request = { runId: run.runId, functionId: tree.functionId, time, limit };
      return dashboard.host.ask('treeAt', request, abort);
    },
    [dashboard, run.runId, tree.functionId, time, limit],
  );
  return (
    <>
      <TimeControls
        span={span}
        time={time}
        waiting={snapshot.answer.value.loading}
        onTime={(next) => change({ time: next })}
        wholeRun={hasQuietEnd(tree, numbers, isBurst) ? wholeRun : null}
        onWholeRun={(whole) => change({ wholeRun: whole })}
      />
      <Answer query={snapshot} what={`Looking up the tree at ${duration(time)}`}>
        {(found) => <Moment snapshot={found} />}
      </Answer>
      {tree.peakVms > 63 && (
        <div class="toolbar">
          <Dropdown
            label="Draw at most"
            value={String(limit)}
            choices={LIMITS}
            onChange={(value) => change({ limit: Number(value) })}
          />
        </div>
      )}
    </>
  );
}

function Moment({ snapshot }: { readonly snapshot: TreeSnapshot }) {
  const [focused, setFocused] = useState<number | null>(null);
  const [asTable, setAsTable] = useState(false);
  const layout = useMemo(() => layoutTree(snapshot), [snapshot]);
  const index = focused === null ? -1 : snapshot.vm.indexOf(focused);
  return (
    <div class="moment">
      <div class="moment-main">
        <p class="summary" role="status">
          At {duration(snapshot.time)}: {treeSummary(snapshot)}
          {snapshot.omitted > 0 && ` ${counted(snapshot.omitted, 'more VM is', 'more VMs are')} not drawn.`}
        </p>
        <Diagram
          layout={layout}
          snapshot={snapshot}
          focused={index}
          onFocus={(at) => setFocused(snapshot.vm[at] ?? null)}
        />
        <Button onClick={() => setAsTable(!asTable)} pressed={asTable}>
          VMs as a table
        </Button>
        {asTable && <VmTable layout={layout} snapshot={snapshot} />}
      </div>
      <aside class="moment-side" aria-label="About this moment">
        <VmDetail layout={layout} snapshot={snapshot} index={index} />
        <h3>Latest changes</h3>
        {snapshot.recent.length === 0 && <p class="muted">None yet.</p>}
        <ol class="recent">
          {snapshot.recent.map(({ time, text }, at) => (
            <li key={at}>
              <span class="muted">{duration(time)}</span> {text}
            </li>
          ))}
        </ol>
      </aside>
    </div>
  );
}
