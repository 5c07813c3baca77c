import type { RunSummary } from '../../src/protocol/queries';
import { Menu } from '../parts/Menu';
import { type Dashboard, useDashboard } from '../state/dashboard';
import { toCsv, toMarkdown } from './export';
import { groupName } from './groupName';
import type { RunGroup } from './groups';
import { reportHtml } from './report/html';
import { reportMarkdown } from './report/markdown';
import { type Reported, reportOf } from './report/reportOf';

/** What takes the results elsewhere. */
export function ResultsMenu(props: Omit<Reported, 'fits'>) {
  const dashboard = useDashboard();
  const { actions } = dashboard;
  const { exported, shown } = props;
  const [{ first }] = shown;
  const csvName = first.request.workload.kind === 'profile' ? 'simulated-responses.csv' : 'simulated-provisioning.csv';
  const report = async () => reportOf(dashboard, { ...props, fits: await fitsOf(dashboard, shown) });
  const name = `${shown.map((group) => groupName(dashboard, group)).join(' and ')}, simulated`;
  return (
    <Menu
      label="Export the results"
      icon="download"
      groups={[
        [
          {
            label: 'Save report as HTML…',
            icon: 'save',
            onSelect: () =>
              void actions.saveReport(async () => ({ name: `${name}.html`, text: reportHtml(await report()) })),
          },
          {
            label: 'Save report as Markdown…',
            icon: 'save',
            onSelect: () =>
              void actions.saveReport(async () => {
                const made = await report();
                const pictures = made.pictures.map(({ name, svg }) => ({ name, text: svg }));
                return { name: `${name}.md`, text: reportMarkdown(made), pictures };
              }),
          },
        ],
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

/** How well the fitted replays reproduce what their trace recorded. The host may have to check that first. */
async function fitsOf({ host }: Dashboard, shown: readonly RunGroup[]): Promise<readonly string[]> {
  const fits = await Promise.all(shown.map(({ first }) => fitOf(host, first)));
  return [...new Set(fits.filter((text) => text !== ''))];
}

async function fitOf(host: Dashboard['host'], { request, outdated }: RunSummary): Promise<string> {
  const { workload, parameters, seed } = request;
  if (workload.kind !== 'trace') return '';
  const { recordedOn } = workload;
  if (recordedOn === undefined) {
    return 'The replay is not fitted to the trace: it compares systems, and does not reproduce the recorded latencies.';
  }
  // The trace that was replayed is no longer there.
  if (outdated) return '';
  return (await host.ask('calibration', { recordedOn, parameters, seed, pixels: 1 })).headline;
}
