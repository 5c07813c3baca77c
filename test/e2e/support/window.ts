import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, inject, it, onTestFailed } from 'vitest';
import { connect, Workbench, type WorkbenchOptions } from './workbench';

/** Opens one window for all tests of a file, and closes it after them. A test that fails leaves a screenshot. */
export function openWindow(options: Partial<WorkbenchOptions> = {}): { readonly workbench: Workbench } {
  const opened: { workbench?: Workbench; browser?: Browser } = {};
  beforeAll(async () => {
    opened.browser = await connect(inject('browserEndpoint'));
    opened.workbench = await Workbench.open({ browser: opened.browser, server: inject('server'), ...options });
  });
  beforeEach(({ task }) => {
    onTestFailed(() => opened.workbench?.picture(`failed ${task.name}`));
  });
  afterAll(async () => {
    await opened.workbench?.close();
    await opened.browser?.close();
  });
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
