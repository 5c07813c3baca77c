import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, inject, it, onTestFailed } from 'vitest';
import { connect, Workbench, type WorkbenchOptions } from './workbench';

/**
 * Opens one window for all tests of a file, closes it after them, and adds the last test: that neither the page nor
 * the workbench around it reported a fault meanwhile.
 */
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

/** To be called after a file's other tests. */
export function reportsNoFault(window: { readonly workbench: Workbench }): void {
  it('meanwhile no page broke its content security policy or its own code', () => {
    expect(window.workbench.faults).toEqual([]);
  });
}
