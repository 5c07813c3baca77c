import { describe, expect, it } from 'vitest';
import type { Hello, TraceStatus } from '../../../src/protocol/dashboard';
import type { Host } from '../../../webview/host';
import { Dashboard } from '../../../webview/state/dashboard';
import { persistentView } from '../../../webview/state/savedView';
import { INITIAL_VIEW, type View } from '../../../webview/state/view';

const HELLO: Hello = {
  trace: { name: 'trace.csv' },
  status: { state: 'ready' },
  focus: null,
  restoreKey: null,
  timeZone: 'UTC',
};
const READING: TraceStatus = { state: 'reading', bytes: 1, totalBytes: 2, rows: 1, partial: null };

interface FakeHost extends Host {
  emit(event: string, value: unknown): void;
}

/** A host whose trace has these functions, by id; a request that it does not know is not answered. */
function hostWith(functions: readonly string[], hello: () => Hello = () => HELLO): FakeHost {
  const handlers = new Map<string, (value: never) => void>();
  const rows = functions.map((name, id) => ({ id, name }));
  const answers: Record<string, (request: never) => unknown> = {
    hello,
    simulationSettings: () => ({ parameters: {}, problem: null }),
    overview: () => ({}),
    runs: () => [],
    function: ({ functionId }: { functionId: number }) => {
      if (!rows[functionId]) throw new Error('There is no such function.');
      return rows[functionId];
    },
    functions: ({ filter }: { filter: string }) => ({ rows: rows.filter(({ name }) => name.includes(filter)) }),
  };
  return {
    ask: async (name, request) => (name in answers ? answers[name](request as never) : new Promise(() => {})) as never,
    on: (event, handler) => handlers.set(event, handler),
    emit: (event, value) => handlers.get(event)?.(value as never),
  };
}

function dashboardOn(host: Host, view: Partial<View> = {}): Dashboard {
  return new Dashboard(host, persistentView({ getState: () => ({ ...INITIAL_VIEW, ...view }), setState: () => {} }));
}

describe('the dashboard', () => {
  it('reports a failed first call, and connects when it is made again', async () => {
    let broken = true;
    const host = hostWith([], () => {
      if (broken) throw new Error('The host is busy.');
      return HELLO;
    });
    const dashboard = dashboardOn(host);
    await dashboard.connect();
    expect(dashboard.connection.failure.value?.message).toBe('The host is busy.');
    broken = false;
    await dashboard.connect();
    expect(dashboard.connection.failure.value).toBeNull();
    expect(dashboard.connection.traceName.value).toBe('trace.csv');
  });

  it('offers a burst if there is no trace to replay', async () => {
    const dashboard = dashboardOn(hostWith([], () => ({ ...HELLO, trace: null, status: { state: 'none' } })));
    await dashboard.connect();
    expect(dashboard.view.tab.value).toBe('simulate');
    expect(dashboard.view.form.value.workload).toBe('burst');
  });

  it('keeps its table while a newer version is read', async () => {
    const host = hostWith(['api']);
    const dashboard = dashboardOn(host);
    await dashboard.connect();
    await expect.poll(() => dashboard.connection.hasTable.value).toBe(true);
    host.emit('status', READING);
    expect(dashboard.connection.hasTable.value).toBe(true);
    host.emit('status', { state: 'ready' });
    expect(dashboard.connection.generation.value).toBe(2);
  });

  it.each([
    ['the tree', { kind: 'tree' }, 'watch'],
    ['the figures', { kind: 'figures' }, 'figures'],
    ['the form', { kind: 'burst' }, 'simulate'],
    ['a function', { kind: 'function', functionId: 1, name: 'batch' }, 'explore'],
  ])('follows the focus to %s', async (_what, focus, tab) => {
    const host = hostWith(['api', 'batch']);
    const dashboard = dashboardOn(host);
    await dashboard.connect();
    host.emit('focus', focus);
    expect(dashboard.view.tab.value).toBe(tab);
  });
});

describe('the selected function', () => {
  const select = async (functions: readonly string[]) => {
    const dashboard = dashboardOn(hostWith(functions), { selected: { id: 0, name: 'batch' } });
    await dashboard.connect();
    return dashboard.view.selected;
  };

  it('is found by its name when its id has changed', async () => {
    const selected = await select(['api', 'batch-2', 'batch']);
    await expect.poll(() => selected.value).toEqual({ id: 2, name: 'batch' });
  });

  it('is cleared when the trace no longer has it', async () => {
    const selected = await select(['api', 'batch-2']);
    await expect.poll(() => selected.value).toBeNull();
  });
});

describe('a workload in words', () => {
  it('names its function once the host has answered', async () => {
    const dashboard = dashboardOn(hostWith(['api', 'batch']));
    await dashboard.connect();
    const replay = { kind: 'trace', from: null, to: null, functionId: 1 } as const;
    expect(dashboard.names.describe(replay)).toBe('Replay of function 1 in trace.csv, not fitted');
    await expect.poll(() => dashboard.names.describe(replay)).toBe('Replay of batch in trace.csv, not fitted');
    const fitted = { ...replay, recordedOn: 'on-demand' };
    expect(dashboard.names.describe(fitted)).toBe('Replay of batch in trace.csv, fitted as recorded on on-demand');
  });
});
