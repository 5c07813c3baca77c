import type { Preset, RunRequest, WorkloadRequest } from '../../src/protocol/queries';
import type { SimulateForm } from '../state/view';

/**
 * The form as it stands when it asks for these runs, which differ in nothing but the system. A replay's range and function are not
 * the form's: it takes them from what the charts show and what is selected.
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
    parameters: Object.fromEntries(parameters),
  };
}

/** The form that asks for a preset; its seeds stay. */
export function presetForm(form: SimulateForm, { workload, systems, parameters }: Preset): SimulateForm {
  const texts = Object.entries(parameters).map(([name, value]) => [name, String(value)]);
  return { ...form, ...workloadFields(workload), systems, parameters: Object.fromEntries(texts) };
}

/** The first preset that the form stands for, which of the same burst is the one with its systems. */
export function presetOf(form: SimulateForm, presets: readonly Preset[]): Preset | undefined {
  const textOf = (one: SimulateForm) => JSON.stringify({ ...one, advanced: false });
  return presets.find((preset) => textOf(presetForm(form, preset)) === textOf(form));
}

function workloadFields(workload: WorkloadRequest): Partial<SimulateForm> {
  if (workload.kind === 'trace') {
    if (workload.functionId !== null) return { workload: 'function' };
    return { workload: workload.from === null || workload.to === null ? 'whole' : 'range' };
  }
  const { containers, functions, imageMB, memoryMB } = workload;
  return {
    workload: 'burst',
    containers: String(containers),
    functions: String(functions),
    imageMB: imageMB === null ? '' : String(imageMB),
    memoryMB: memoryMB === null ? '' : String(memoryMB),
  };
}
