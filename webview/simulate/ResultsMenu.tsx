import type { Curve } from '../../src/protocol/queries';
import type { LatencyRange } from '../drawing/rangesDrawing';
import { Menu } from '../parts/Menu';
import { useDashboard } from '../state/dashboard';
import type { Model } from '../state/model';
import type { FinishedRun } from './comparison';
import { type ExportedComparison, toCsv, toMarkdown } from './export';
import type { RunGroup } from './groups';

interface ResultsMenuProps {
  readonly exported: ExportedComparison;
  readonly model: Model;
  readonly shown: readonly RunGroup[];
  readonly runs: readonly FinishedRun[];
  readonly ranges: readonly LatencyRange[];
  /** null until they are there. */
  readonly curves: readonly Curve[] | null;
}

/** What takes the results elsewhere. */
export function ResultsMenu({ exported, shown }: ResultsMenuProps) {
  const { actions } = useDashboard();
  const [{ first }] = shown;
  const csvName = first.request.workload.kind === 'profile' ? 'simulated-responses.csv' : 'simulated-provisioning.csv';
  return (
    <Menu
      label="Export the results"
      icon="download"
      groups={[
        [
          {
            label: 'Copy as Markdown',
            icon: 'copy',
            onSelect: () => void actions.copyText(toMarkdown(exported), 'Table'),
          },
          { label: 'Copy as CSV', icon: 'copy', onSelect: () => void actions.copyText(toCsv(exported), 'CSV') },
          { label: 'Save as CSV…', icon: 'save', onSelect: () => void actions.saveText(csvName, toCsv(exported)) },
        ],
      ]}
    />
  );
}
