import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withProfilesOnce } from '../../../webview/state/savedProfiles';
import { persistentView, restoreView } from '../../../webview/state/savedView';
import { INITIAL_VIEW, type View } from '../../../webview/state/view';

const SAVED: View = {
  ...INITIAL_VIEW,
  tab: 'watch',
  where: '',
  filter: 'api',
  zoom: { from: 10, to: 20 },
  selected: { id: 3, name: 'api' },
  requests: [
    {
      workload: { kind: 'burst', containers: 128, functions: 1, imageMB: null, memoryMB: null },
      system: 'faasnet',
      parameters: { blockKB: 256 },
      seed: 2,
      seeds: 1,
    },
    {
      workload: {
        kind: 'profile',
        name: 'rates.csv',
        csv: '0,1\n1,2',
        leadInSeconds: 900,
        runSeconds: null,
        imageMB: null,
        memoryMB: null,
      },
      system: 'faasnet',
      parameters: {},
      seed: 1,
      seeds: 1,
    },
  ],
  form: { ...INITIAL_VIEW.form, workload: 'profile', profile: { name: 'rates.csv', csv: '0,1\n1,2' } },
};

describe('the saved view', () => {
  it('is restored unchanged, also through JSON', () => {
    expect(restoreView(JSON.parse(JSON.stringify(SAVED)))).toEqual(SAVED);
  });

  it('holds the text of a profile once', () => {
    const [burst, profile] = SAVED.requests;
    const view = { ...SAVED, requests: [burst, profile, { ...profile, system: 'kraken' }] };
    const saved = JSON.stringify(withProfilesOnce(view));
    expect(saved.split(JSON.stringify('0,1\n1,2'))).toHaveLength(2);
    expect(restoreView(JSON.parse(saved))).toEqual(view);
    expect(restoreView({ ...JSON.parse(saved), profiles: [] }).requests).toEqual([]);
  });

  it('has its first values if nothing was saved', () => {
    expect(restoreView(undefined)).toEqual(INITIAL_VIEW);
    expect(restoreView('nonsense')).toEqual(INITIAL_VIEW);
  });

  it('loses only the parts that another version saved in a different shape', () => {
    const restored = restoreView({
      ...SAVED,
      tab: 'statistics',
      zoom: [1, 2],
      requests: [{ system: 'faasnet' }],
      extra: 1,
    });
    expect(restored).toEqual({ ...SAVED, tab: 'explore', zoom: null, requests: [] });
  });

  it('is valid after any saved value', () => {
    fc.assert(
      fc.property(
        fc.object({ key: fc.constantFrom(...Object.keys(INITIAL_VIEW), 'profiles', 'csv', 'workload', 'profile') }),
        (saved) => {
          const restored = restoreView(saved);
          expect(Object.keys(restored).sort()).toEqual(Object.keys(INITIAL_VIEW).sort());
          expect(typeof restored.filter).toBe('string');
          expect(Array.isArray(restored.requests)).toBe(true);
        },
      ),
    );
  });
});

describe('saving', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('happens at once after a change, and once for several in quick succession', () => {
    const setState = vi.fn();
    const view = persistentView({ getState: () => SAVED, setState });
    vi.runAllTimers();
    expect(setState).not.toHaveBeenCalled();
    view.tab.value = 'simulate';
    expect(setState).toHaveBeenCalledExactlyOnceWith(withProfilesOnce({ ...SAVED, tab: 'simulate' }));
    view.filter.value = 'a';
    view.filter.value = 'ab';
    view.tab.value = 'figures';
    expect(setState).toHaveBeenCalledOnce();
    vi.runAllTimers();
    expect(setState).toHaveBeenCalledTimes(2);
    expect(setState).toHaveBeenLastCalledWith(withProfilesOnce({ ...SAVED, filter: 'ab', tab: 'figures' }));
    vi.advanceTimersByTime(1000);
    view.filter.value = 'abc';
    expect(setState).toHaveBeenCalledTimes(3);
  });
});
