import { describe, expect, it } from 'vitest';
import type { Preset, RunRequest, WorkloadRequest } from '../../../src/protocol/queries';
import { LIMITS } from '../../../src/simulation';
import { filledForm, presetForm, presetOf } from '../../../webview/simulate/fillForm';
import { readForm } from '../../../webview/simulate/readForm';
import { INITIAL_VIEW } from '../../../webview/state/view';

const FORM = INITIAL_VIEW.form;
const SYSTEMS = ['faasnet', 'baseline'].map((name) => ({ name, label: name, kind: '', description: '' }));
const NIC = { name: 'nicMBps', label: '', unit: '', defaultValue: 125, min: 0, max: 1000, integer: false, source: '' };
const CONTEXT = {
  systems: SYSTEMS,
  parameters: [{ ...NIC, group: 'network' as const }],
  limits: LIMITS,
  recorders: ['baseline', 'on-demand'],
  settings: {},
  hasTrace: true,
  where: 'runtime:python',
  whereProblem: null,
  selected: { id: 4, name: 'f' },
  profileProblem: null,
};
const PROFILE = {
  kind: 'profile',
  name: 'rates.csv',
  csv: 'min,rps\n0,1\n1,2\n',
  leadInSeconds: 900,
  runSeconds: 0.5,
  imageMB: 428,
  memoryMB: null,
} as const;
const replay = (part: Partial<Extract<WorkloadRequest, { kind: 'trace' }>>): WorkloadRequest => ({
  kind: 'trace',
  from: null,
  to: null,
  functionId: null,
  ...part,
});

describe('a form filled from requests', () => {
  it.each<WorkloadRequest>([
    { kind: 'burst', containers: 1000, functions: 3, imageMB: null, memoryMB: 512 },
    { kind: 'burst', containers: 1, functions: 1, imageMB: 428.5, memoryMB: null },
    PROFILE,
    { ...PROFILE, runSeconds: null, imageMB: null, memoryMB: 512 },
    replay({}),
    replay({ where: 'runtime:python' }),
    replay({ functionId: 4 }),
    replay({ recordedOn: 'on-demand' }),
  ])('makes the same requests: %j', (workload) => {
    const requests: RunRequest[] = SYSTEMS.map(({ name }) => ({
      workload,
      system: name,
      parameters: { nicMBps: 50 },
      seed: 7,
      seeds: 3,
    }));
    // The page sets its filter when it shows runs.
    const context = { ...CONTEXT, where: (workload.kind === 'trace' && workload.where) || '' };
    expect(readForm(filledForm(FORM, requests), context).requests).toEqual(requests);
    expect(readForm(filledForm(FORM, requests.slice(1)), context).requests).toEqual(requests.slice(1));
  });

  it('does not change without a request', () => {
    expect(filledForm(FORM, [])).toBe(FORM);
  });
});

describe('a preset', () => {
  const preset = (id: string, containers: number): Preset => ({
    id,
    label: id,
    workload: { kind: 'burst', containers, functions: 1, imageMB: null, memoryMB: null },
    systems: ['faasnet'],
    parameters: { nicMBps: 50 },
  });
  const presets = [
    preset('a', 8),
    preset('b', 128),
    { id: '11', label: '11', workload: PROFILE, systems: ['faasnet'], parameters: {} },
  ];

  it('is shown as chosen until its form is changed', () => {
    const form = presetForm({ ...FORM, seed: '9' }, presets[1]);
    expect(form.seed).toBe('9');
    expect(presetOf(form, presets)?.id).toBe('b');
    expect(presetOf({ ...form, advanced: true }, presets)?.id).toBe('b');
    expect(presetOf({ ...form, containers: '8' }, presets)?.id).toBe('a');
    expect(presetOf({ ...form, containers: '9' }, presets)).toBeUndefined();
    expect(presetOf(FORM, presets)).toBeUndefined();
  });

  it('with a profile is recognized by the points of that profile', () => {
    const form = presetForm(FORM, presets[2]);
    expect(form.profile).toEqual({ name: PROFILE.name, csv: PROFILE.csv });
    expect(presetOf({ ...form, profile: { ...form.profile! } }, presets)?.id).toBe('11');
    expect(presetOf({ ...form, profile: { ...form.profile!, csv: '0,1\n1,1' } }, presets)).toBeUndefined();
    expect(presetOf({ ...form, profile: null }, presets)).toBeUndefined();
    expect(presetOf({ ...form, leadInSeconds: '0' }, presets)).toBeUndefined();
    expect(presetOf({ ...form, systems: null }, presets)).toBeUndefined();
  });
});
