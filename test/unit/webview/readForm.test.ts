import { describe, expect, it } from 'vitest';
import type { ParameterInfo } from '../../../src/protocol/queries';
import { LIMITS } from '../../../src/simulation';
import { type FormContext, readForm } from '../../../webview/simulate/readForm';
import { INITIAL_VIEW, type SimulateForm } from '../../../webview/state/view';

const NIC: ParameterInfo = {
  name: 'nicGbps',
  label: 'VM NIC',
  unit: 'Gbps',
  defaultValue: 1,
  min: 0.01,
  max: 400,
  integer: false,
  source: '§4.1',
  group: 'network',
};

const CONTEXT: FormContext = {
  systems: [
    { name: 'faasnet', label: 'FaaSNet', kind: 'trees', description: '' },
    { name: 'baseline', label: 'Baseline', kind: 'full pull', description: '' },
  ],
  parameters: [NIC],
  limits: LIMITS,
  recorders: ['baseline', 'on-demand'],
  settings: {},
  hasTrace: true,
  where: '',
  whereProblem: null,
  selected: null,
  profileProblem: null,
};
const PROFILE = { name: 'rates.csv', csv: '0,1\n1,2' };

const form = (change: Partial<SimulateForm>): SimulateForm => ({ ...INITIAL_VIEW.form, ...change });

describe('a valid form', () => {
  it('makes one run per system', () => {
    const { requests, errors } = readForm(form({ workload: 'burst', containers: '1,000', imageMB: '428' }), CONTEXT);
    expect(errors.size).toBe(0);
    expect(requests.map(({ system }) => system)).toEqual(['faasnet', 'baseline']);
    expect(requests[0]).toEqual({
      workload: { kind: 'burst', containers: 1000, functions: 1, imageMB: 428, memoryMB: null },
      system: 'faasnet',
      parameters: {},
      seed: 1,
      seeds: 1,
    });
  });

  it('sends only parameters that are not at their defaults', () => {
    expect(readForm(form({ parameters: { nicGbps: '1.0' } }), CONTEXT).requests[0].parameters).toEqual({});
    expect(readForm(form({ parameters: { nicGbps: '10' } }), CONTEXT).requests[0].parameters).toEqual({ nicGbps: 10 });
  });

  it('reads failures of VMs', () => {
    const vms = { ...NIC, name: 'vms', defaultValue: 100, integer: true };
    const asked = (failures: string) =>
      readForm(form({ workload: 'burst', failures }), { ...CONTEXT, parameters: [vms] });
    expect(asked(' 12@3.5, 0@60;7@0 ').requests[0].failures).toEqual([
      { vm: 12, time: 3.5 },
      { vm: 0, time: 60 },
      { vm: 7, time: 0 },
    ]);
    expect(asked('100@1').errors.get('failures')).toBe('VMs are numbered 0 to 99.');
    expect(asked('12@3.5 twelve').errors.get('failures')).toBe(
      'Write VM@SECONDS, such as 12@3.5, instead of "twelve".',
    );
  });

  it('reads a profile', () => {
    const fields = { workload: 'profile', profile: PROFILE, leadInSeconds: '900', runSeconds: ' 0.5 ' } as const;
    const { requests, errors } = readForm(form(fields), CONTEXT);
    expect(errors.size).toBe(0);
    const rest = { leadInSeconds: 900, runSeconds: 0.5, imageMB: null, memoryMB: null };
    expect(requests[1].workload).toEqual({ kind: 'profile', ...PROFILE, ...rest });
    expect(readForm(form({ ...fields, runSeconds: '' }), CONTEXT).requests[0].workload).toMatchObject({
      runSeconds: null,
    });
  });

  it('replays what the filter selects, or the selected function', () => {
    const context = { ...CONTEXT, where: 'runtime:python', selected: { id: 7, name: 'api' } };
    const filtered = readForm(form({ workload: 'replay', systems: ['baseline'] }), context).requests;
    const part = {
      kind: 'trace',
      from: null,
      to: null,
      functionId: null,
      where: 'runtime:python',
      recordedOn: 'baseline',
    };
    expect(filtered.map(({ workload }) => workload)).toEqual([part]);
    const wrong = readForm(form({ workload: 'replay' }), { ...context, whereProblem: 'There is no field “x”.' });
    expect([wrong.errors.get('workload'), wrong.requests]).toEqual(['In the filter: There is no field “x”.', []]);
    const whole = { kind: 'trace', from: null, to: null, functionId: 7, recordedOn: 'baseline' };
    expect(readForm(form({ workload: 'function' }), context).requests[0].workload).toEqual(whole);
  });
});

describe('the system that a trace was recorded on', () => {
  const workloadOf = (recordedOn: string | null) =>
    readForm(form({ workload: 'replay', recordedOn }), CONTEXT).requests[0].workload;

  it.each([
    [null, 'baseline'],
    ['on-demand', 'on-demand'],
    ['gone since', 'baseline'],
  ])('%j is read as %s', (recordedOn, read) => {
    expect(workloadOf(recordedOn)).toMatchObject({ kind: 'trace', recordedOn: read });
  });

  it('may be unknown', () => {
    expect(workloadOf('')).toEqual({ kind: 'trace', from: null, to: null, functionId: null });
  });
});

describe('an invalid form', () => {
  it.each<[string, Partial<SimulateForm>, string, RegExp]>([
    [
      'text instead of a number',
      { workload: 'burst', containers: 'many' },
      'containers',
      /not a number.*The range is 1 to 5,000,000/,
    ],
    ['a fraction', { workload: 'burst', containers: '1.5' }, 'containers', /whole number.*\. The nearest is 2\.$/],
    ['too many functions', { workload: 'burst', containers: '4', functions: '5' }, 'functions', /At most one/],
    ['an image of 0 MB', { workload: 'burst', imageMB: '0' }, 'imageMB', /Must be 0.1 to/],
    ['infinity', { workload: 'burst', containers: 'Infinity' }, 'containers', /not a number/],
    [
      'a parameter out of range',
      { parameters: { nicGbps: '0' } },
      'parameters.nicGbps',
      /^Must be 0.01 to 400 Gbps\. The nearest is 0.01\.$/,
    ],
    ['an emptied parameter', { parameters: { nicGbps: '' } }, 'parameters.nicGbps', /Enter a number/],
    ['no system', { systems: [] }, 'systems', /at least one/],
    ['a negative seed', { seed: '-1' }, 'seed', /Must be 0 to .*\. The nearest is 0\.$/],
    ['no profile', { workload: 'profile' }, 'profile', /No profile is chosen/],
    ['a run time of words', { workload: 'profile', profile: PROFILE, runSeconds: 'x' }, 'runSeconds', /86,400 s/],
    ['an emptied lead-in', { workload: 'profile', profile: PROFILE, leadInSeconds: '' }, 'leadInSeconds', /Enter a/],
    ['a lead-in too long', { workload: 'profile', profile: PROFILE, leadInSeconds: '1e9' }, 'leadInSeconds', /Must be/],
    ['a missing selection', { workload: 'function' }, 'workload', /choose one/],
  ])('reports %s at its field, and runs nothing', (_what, change, field, message) => {
    const { requests, errors } = readForm(form(change), CONTEXT);
    expect(errors.get(field)).toMatch(message);
    expect(requests).toEqual([]);
  });

  it('reports a profile that cannot be read', () => {
    const problem = 'rates.csv: Line 2, column 2 is "x"; expected requests per second, 0 or more.';
    const context = { ...CONTEXT, profileProblem: problem };
    const { requests, errors } = readForm(form({ workload: 'profile', profile: PROFILE }), context);
    expect(errors.get('profile')).toBe(problem);
    expect(requests).toEqual([]);
    expect(readForm(form({ workload: 'burst' }), context).requests).toHaveLength(2);
  });

  it('reports that no trace is open', () => {
    expect(readForm(form({}), { ...CONTEXT, hasTrace: false }).errors.get('workload')).toMatch(/No trace is open/);
  });

  it('reports an error of a burst only at the field of the burst', () => {
    const image = { ...NIC, name: 'imageMB', defaultValue: 758, max: 100_000 };
    const context = { ...CONTEXT, parameters: [image] };
    const { errors } = readForm(form({ workload: 'burst', imageMB: '151,6' }), context);
    expect([...errors.keys()]).toEqual(['imageMB']);
  });
});
