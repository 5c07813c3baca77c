import type { Curve, ParameterInfo, RunSummary } from '../../../src/protocol/queries';
import { plainNumber, vmFailuresText } from '../../../src/text';
import type { ChartContent } from '../../charts/chartContent';
import { svgOf } from '../../charts/export/pictures';
import { lineContent } from '../../charts/lineContent';
import type { LatencyRange } from '../../drawing/rangesDrawing';
import { cdfSpec } from '../../overview/LatencyCdf';
import type { Dashboard } from '../../state/dashboard';
import type { Model } from '../../state/model';
import { type ComparedRun, systemLabel } from '../comparison';
import { differencesOf } from '../differences';
import { assumptionsOf, comparisonTable, type ExportedComparison, extentText, measureOf } from '../export';
import { groupName } from '../groupName';
import { changeTexts, type RunGroup } from '../groups';
import { rangesContent, rangesHint, rangesText } from '../RangesFigure';
import { looksOf } from '../RunCharts';
import type { Report, ReportPicture, ReportTable } from './report';

/** What a report is made from. */
export interface Reported {
  readonly exported: ExportedComparison;
  readonly model: Model;
  /** One group, or two that are compared. */
  readonly shown: readonly RunGroup[];
  readonly ranges: readonly LatencyRange[];
  readonly whiskers: string;
  /** Distributions of the runs, then the recorded one; null where they are not known. */
  readonly curves: readonly Curve[] | null;
  /** How well the replay was fitted, in one sentence for each group of a fitted replay. */
  readonly fits: readonly string[];
}

export function reportOf(dashboard: Dashboard, reported: Reported): Report {
  const { exported, model, shown } = reported;
  const names = shown.map((group) => groupName(dashboard, group));
  return {
    title: names.join(' against '),
    lead: `Simulated ${measureOf(exported)}: ${exported.workload}. ${extentText(exported)}`,
    facts: shown.flatMap((group, i) => factsOf(dashboard, model, group, shown.length > 1 ? ` of ${'AB'[i]}` : '')),
    notes: [...outdated(shown), ...reported.fits],
    pictures: picturesOf(reported),
    tables: [
      ...(shown.length === 2 ? [differences(dashboard, reported)] : []),
      { title: 'Results', ...comparisonTable(exported) },
      stagesTable(exported.runs),
    ],
    assumptions: assumptionsOf(exported.runs),
    parameters: parametersTable(reported),
  };
}

/** @param of which of two groups: " of A" */
function factsOf(
  { names, connection }: Dashboard,
  { systems, parameters }: Model,
  { first, runs }: RunGroup,
  of: string,
) {
  const { request, trace } = first;
  const { workload, seed, seeds, failures = [] } = request;
  const facts: [string, string][] = [[`Workload${of}`, names.describeRun(first)]];
  if (workload.kind === 'trace') facts.push([`File${of}`, connection.traceName.value ?? trace?.source.name ?? '–']);
  if (workload.kind === 'profile') facts.push([`Profile${of}`, workload.name]);
  if (trace) facts.push([`SHA-256 of the file${of}`, trace.sha256]);
  if (workload.kind === 'trace' && workload.where) facts.push([`Filter${of}`, workload.where]);
  if (workload.kind === 'trace' && workload.recordedOn !== undefined) {
    facts.push([`Fitted as recorded on${of}`, systemLabel({ system: workload.recordedOn }, systems)]);
  }
  const changes = changeTexts({ ...request, seed: 1, seeds: 1, failures: [] }, parameters);
  facts.push([`Changed parameters${of}`, changes.join(', ') || 'none']);
  facts.push([`Systems${of}`, runs.map((run) => systemLabel(run.request, systems)).join(', ')]);
  facts.push([seeds > 1 ? `Seeds${of}` : `Seed${of}`, seeds > 1 ? `${seed} to ${seed + seeds - 1}` : String(seed)]);
  if (failures.length > 0) facts.push([`VMs that fail${of}`, vmFailuresText(failures)]);
  return facts;
}

function outdated(shown: readonly RunGroup[]): readonly string[] {
  const isOutdated = ({ first }: { readonly first: RunSummary }) => first.outdated !== null;
  return shown.some(isOutdated) ? ['Simulated from an earlier version of the trace than the one that is open.'] : [];
}

function picturesOf({ exported, ranges, whiskers, curves, shown }: Reported): readonly ReportPicture[] {
  const { kind } = shown[0].first.request.workload;
  const time = kind === 'profile' ? 'Response time' : 'Provisioning latency';
  const picture = (name: string, title: string, description: string, content: ChartContent): ReportPicture => {
    const caption = `${exported.workload}. Simulated.`;
    return { name, title, description, svg: svgOf({ title, description, caption, content }, 'double') };
  };
  const title = `${time}, simulated: ${rangesHint(whiskers)}`;
  const pictures = [picture('latency.svg', title, rangesText(ranges), rangesContent(ranges))];
  if (!curves) return pictures;
  const of = kind === 'profile' ? 'request' : 'cold start';
  const spec = cdfSpec(curves, of, looksOf(curves, exported.runs));
  const cdfTitle = `Distribution of the ${time.toLowerCase()}, simulated`;
  const description = `Share of ${of}s within a ${time.toLowerCase()}: ${curves.map(({ name }) => name).join(', ')}.`;
  return [...pictures, picture('cdf.svg', cdfTitle, description, lineContent(spec, new Set()))];
}

function differences({ names }: Dashboard, { shown: [a, b], model }: Reported): ReportTable {
  const found = differencesOf(a.first.request, b.first.request, model.parameters, (one) => names.describe(one));
  return {
    title: 'What was asked differently',
    titles: ['What differs', 'A', 'B'],
    rows: found.map(({ what, ofA, ofB }) => [what, ofA, ofB]),
  };
}

function stagesTable(runs: readonly ComparedRun[]): ReportTable {
  const stages = [...new Set(runs.flatMap(({ numbers }) => numbers.stages.map(({ name }) => name)))];
  return {
    title: 'Mean of each stage, seconds',
    titles: ['System', ...stages],
    rows: runs.map(({ label, numbers }) => [
      label,
      ...stages.map((stage) => {
        const seconds = numbers.stages.find(({ name }) => name === stage)?.meanSeconds;
        return seconds === undefined ? '–' : plainNumber(Number(seconds.toPrecision(3)));
      }),
    ]),
  };
}

/** Of two groups, the values of each. */
function parametersTable({ model, shown, exported }: Reported): ReportTable {
  const values = shown.map(({ runs }) => {
    const found = exported.runs.find(({ runId }) => runs.some((run) => run.runId === runId));
    return found?.numbers.parameters ?? {};
  });
  const isChanged = ({ name, defaultValue }: ParameterInfo) =>
    values.some((of) => (of[name] ?? defaultValue) !== defaultValue);
  const changedFirst = model.parameters.toSorted((a, b) => Number(isChanged(b)) - Number(isChanged(a)));
  return {
    title: 'Parameters, those that were changed first',
    titles: ['Parameter', ...(shown.length === 2 ? ['A', 'B'] : ['value']), 'default', 'unit', 'name'],
    rows: changedFirst.map(({ name, label, unit, defaultValue }) => [
      label,
      ...values.map((of) => plainNumber(of[name] ?? defaultValue)),
      plainNumber(defaultValue),
      unit,
      name,
    ]),
  };
}
