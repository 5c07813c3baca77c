import { afterAll, beforeAll, beforeEach, expect, inject, it, onTestFailed } from 'vitest';
import { sharedBrowser } from './browser';
import { Workbench, type WorkbenchOptions } from './workbench';

/** Opens one window for all tests of a file, and closes it after them. A test that fails leaves a screenshot. */
export function openWindow(options: Partial<WorkbenchOptions> = {}): { readonly workbench: Workbench } {
  const opened: { workbench?: Workbench } = {};
  beforeAll(async () => {
    opened.workbench = await Workbench.open({ browser: await sharedBrowser(), server: inject('server'), ...options });
  });
  beforeEach(({ task }) => {
    onTestFailed(() => opened.workbench?.picture(`failed ${task.name}`));
  });
  afterAll(() => opened.workbench?.close());
  return {
    get workbench() {
      return opened.workbench!;
    },
  };
}

/** The last test of a file: neither a page nor the workbench has reported a fault. */
export function reportsNoFault(window: { readonly workbench: Workbench }): void {
  it('no page violated its content security policy or threw an error', () => {
    expect(window.workbench.faults).toEqual([]);
  });
}
