import type {
  Limits,
  ParameterInfo,
  RunRequest,
  SystemInfo,
  VmFailure,
  WorkloadRequest,
} from '../../src/protocol/queries';
import { count, counted, parseVmFailures, shortened } from '../../src/text';
import { type Bounds, boundedNumber } from '../boundedNumber';
import type { SelectedFunction, SimulateForm } from '../state/view';

/** What the form is read against. */
export interface FormContext {
  readonly systems: readonly SystemInfo[];
  readonly parameters: readonly ParameterInfo[];
  readonly limits: Limits;
  readonly recorders: readonly string[];
  /** Values of parameters in place of their defaults. */
  readonly settings: Readonly<Record<string, number>>;
  readonly hasTrace: boolean;
  /** The filter of the page. */
  readonly where: string;
  /** What is wrong with it; null for nothing. */
  readonly whereProblem: string | null;
  readonly selected: SelectedFunction | null;
  /** Error of the form's profile; null if there is none, or it is not known yet. */
  readonly profileProblem: string | null;
}

export interface ReadForm {
  /** One run per system; none if there are errors. */
  readonly requests: readonly RunRequest[];
  /** Errors by field: a key of the form, or `parameterField` of a parameter. */
  readonly errors: ReadonlyMap<string, string>;
}

/** The runs that the form asks for, or its errors. */
export function readForm(form: SimulateForm, context: FormContext): ReadForm {
  const errors = new Map<string, string>();
  const read = (field: string, text: string, bounds: Bounds): number => {
    const { value, error } = boundedNumber(text, bounds);
    if (error !== null) errors.set(field, error);
    // An error means that no request is made.
    return value ?? Number.NaN;
  };

  const workload = readWorkload(form, context, read, errors);
  const { limits } = context;
  const seed = read('seed', limitText(form, limits, 'seed'), limits.seed);
  const seeds = read('seeds', limitText(form, limits, 'seeds'), limits.seeds);
  const parameters: Record<string, number> = {};
  for (const info of context.parameters) {
    const value = read(parameterField(info.name), parameterText(form, context.settings, info), info);
    if (value !== info.defaultValue) parameters[info.name] = value;
  }
  const failures = readFailures(form.failures, parameters.vms ?? defaultOf('vms', context), limits, errors);
  const systems = chosenSystems(form, context.systems);
  if (systems.length === 0) errors.set('systems', 'Choose at least one system.');
  if (errors.size > 0 || workload === null) return { requests: [], errors };
  const rest = { parameters, seed, seeds, ...(failures.length > 0 ? { failures } : {}) };
  return { requests: systems.map(({ name }) => ({ workload, system: name, ...rest })), errors };
}

/** The field of a parameter. A burst has fields of its own for some of them, such as `imageMB`. */
export const parameterField = (name: string) => `parameters.${name}`;

const defaultOf = (name: string, { parameters }: FormContext): number =>
  parameters.find((info) => info.name === name)?.defaultValue ?? 0;

function readFailures(text: string, vms: number, limits: Limits, errors: Map<string, string>): readonly VmFailure[] {
  const { failures, unreadable } = parseVmFailures(text);
  const [most, latest] = [limits.failures.max, limits.failureSeconds.max];
  if (unreadable !== null) {
    errors.set('failures', `Write VM@SECONDS, such as 12@3.5, instead of "${shortened(unreadable, 40)}".`);
  } else if (failures.some(({ vm }) => vm >= vms)) {
    errors.set('failures', `VMs are numbered 0 to ${count(vms - 1)}.`);
  } else if (failures.some(({ time }) => time > latest)) {
    errors.set('failures', `A time is at most ${count(latest)} s.`);
  } else if (failures.length > most) {
    errors.set('failures', `At most ${counted(most, 'failure')}.`);
  }
  return failures;
}

/** The text of a field that starts with the default of its limit. */
export function limitText(
  form: SimulateForm,
  limits: Limits,
  field: 'containers' | 'functions' | 'leadInSeconds' | 'seed' | 'seeds',
): string {
  return form[field] ?? String(limits[field].defaultValue);
}

/** Text of a parameter's field: what was typed, else the value in the settings, else the default. */
export function parameterText(
  form: SimulateForm,
  settings: FormContext['settings'],
  { name, defaultValue }: ParameterInfo,
): string {
  return form.parameters[name] ?? String(Object.hasOwn(settings, name) ? settings[name] : defaultValue);
}

export function chosenSystems(form: SimulateForm, systems: readonly SystemInfo[]): readonly SystemInfo[] {
  return form.systems === null ? systems : systems.filter(({ name }) => form.systems?.includes(name));
}

function readWorkload(
  form: SimulateForm,
  { limits, recorders, hasTrace, where, whereProblem, selected, profileProblem }: FormContext,
  read: (field: string, text: string, bounds: Bounds) => number,
  errors: Map<string, string>,
): WorkloadRequest | null {
  const sizes = () => ({ imageMB: orDefault('imageMB'), memoryMB: orDefault('memoryMB') });
  const orDefault = (field: 'imageMB' | 'memoryMB' | 'runSeconds') =>
    form[field].trim() === '' ? null : read(field, form[field], limits[field]);
  if (form.workload === 'burst') {
    const containers = read('containers', limitText(form, limits, 'containers'), limits.containers);
    const functions = read('functions', limitText(form, limits, 'functions'), limits.functions);
    if (functions > containers && !errors.has('containers'))
      errors.set('functions', `At most one function per container: ${count(containers)}.`);
    return { kind: 'burst', containers, functions, ...sizes() };
  }
  if (form.workload === 'profile') {
    const leadInSeconds = read('leadInSeconds', limitText(form, limits, 'leadInSeconds'), limits.leadInSeconds);
    const rest = { leadInSeconds, runSeconds: orDefault('runSeconds'), ...sizes() };
    if (profileProblem !== null) errors.set('profile', profileProblem);
    else if (!form.profile) errors.set('profile', 'No profile is chosen yet.');
    return form.profile && { kind: 'profile', name: form.profile.name, csv: form.profile.csv, ...rest };
  }
  if (!hasTrace) {
    errors.set('workload', 'No trace is open: simulate a burst or a profile, or wait until the trace is read.');
    return null;
  }
  if (form.workload === 'function' && !selected) {
    errors.set('workload', 'No function is selected: choose one on Explore first.');
    return null;
  }
  if (form.workload === 'replay' && whereProblem !== null) {
    errors.set('workload', `In the filter: ${whereProblem}`);
    return null;
  }
  return replayOf(form, { recorders, where, selected });
}

/** The replay that the form asks for: of what the filter selects, or of the selected function. */
export function replayOf(
  form: SimulateForm,
  { recorders, where, selected }: Pick<FormContext, 'recorders' | 'where' | 'selected'>,
): Extract<WorkloadRequest, { kind: 'trace' }> {
  const recordedOn = recorderOf(form, recorders);
  return {
    kind: 'trace',
    from: null,
    to: null,
    functionId: form.workload === 'function' ? (selected?.id ?? null) : null,
    ...(form.workload === 'replay' && where.trim() !== '' && { where: where.trim() }),
    ...(recordedOn !== null && { recordedOn }),
  };
}

/** The system that the form says the trace was recorded on; null for an unknown one. */
export function recorderOf({ recordedOn }: SimulateForm, recorders: readonly string[]): string | null {
  if (recordedOn === '') return null;
  return recordedOn !== null && recorders.includes(recordedOn) ? recordedOn : (recorders[0] ?? null);
}
