import type { Preset, RunRequest, WorkloadRequest } from '../../src/protocol/queries';
import { vmFailuresText } from '../../src/text';
import type { SimulateForm } from '../state/view';

/**
 * The form that asks for these runs, which differ only in the system. The range and function of a replay are not part
 * of the form: they are the zoom of the charts and the selection.
 */
export function filledForm(form: SimulateForm, requests: readonly RunRequest[]): SimulateForm {
  const [first] = requests;
  if (!first) return form;
  const parameters = Object.entries(first.parameters).map(([name, value]) => [name, String(value)]);
  return {
    ...form,
    ...workloadFields(first.workload),
    systems: requests.map(({ system }) => system),
    seed: String(first.seed),
    seeds: String(first.seeds),
    failures: vmFailuresText(first.failures ?? []),
    parameters: Object.fromEntries(parameters),
  };
}

/** The form that asks for a preset, without failures; the seeds stay. */
export function presetForm(form: SimulateForm, { workload, systems, parameters }: Preset): SimulateForm {
  const texts = Object.entries(parameters).map(([name, value]) => [name, String(value)]);
  return { ...form, ...workloadFields(workload), systems, parameters: Object.fromEntries(texts), failures: '' };
}

/** The first preset whose form equals this one. */
export function presetOf(form: SimulateForm, presets: readonly Preset[]): Preset | undefined {
  return presets.find((preset) => isSame(presetForm(form, preset), form));
}

/** Compares field by field: a profile's text may be megabytes long, so the name is compared first. */
function isSame(a: SimulateForm, b: SimulateForm): boolean {
  const { profile, parameters, systems, advanced: _, ...texts } = a;
  const fields = Object.keys(texts) as (keyof typeof texts)[];
  return (
    fields.every((field) => a[field] === b[field]) &&
    profile?.name === b.profile?.name &&
    profile?.csv === b.profile?.csv &&
    JSON.stringify([parameters, systems]) === JSON.stringify([b.parameters, b.systems])
  );
}

function workloadFields(workload: WorkloadRequest): Partial<SimulateForm> {
  if (workload.kind === 'trace') {
    const recordedOn = workload.recordedOn ?? '';
    if (workload.functionId !== null) return { workload: 'function', recordedOn };
    return { workload: 'replay', recordedOn };
  }
  const sizes = { imageMB: textOf(workload.imageMB), memoryMB: textOf(workload.memoryMB) };
  if (workload.kind === 'profile') {
    const { name, csv, runSeconds, leadInSeconds } = workload;
    const times = { runSeconds: textOf(runSeconds), leadInSeconds: String(leadInSeconds) };
    return { workload: 'profile', profile: { name, csv }, ...times, ...sizes };
  }
  const { containers, functions } = workload;
  return { workload: 'burst', containers: String(containers), functions: String(functions), ...sizes };
}

/** '' for the default. */
function textOf(value: number | null): string {
  return value === null ? '' : String(value);
}
