import { type Browser, chromium } from 'playwright-core';
import { chromiumOptions } from '../../../scripts/chromium.mjs';

let browser: Promise<Browser> | undefined;

/** One browser for all test files, which run in one process. Playwright ends it when that process ends. */
export function sharedBrowser(): Promise<Browser> {
  browser ??= chromiumOptions().then((options) => chromium.launch(options));
  return browser;
}
