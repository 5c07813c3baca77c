import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** Where Linux distributions put Chromium or Chrome. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
];

/** Browsers that Playwright finds by itself where their vendors' installers put them, on every platform. */
const CHANNELS = ['chrome', 'msedge'];

const ARGUMENTS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const ADVICE = `No Chromium was found. The tests drive VS Code in one. To get it:
  Debian, Ubuntu:   apt-get install chromium
  elsewhere:        install Google Chrome or Microsoft Edge
or set CHROME_PATH to a browser of that family.`;

/**
 * How to start a headless Chromium, Chrome or Edge on this machine, for `chromium.launch` and `chromium.launchServer`.
 *
 * @returns {Promise<import('playwright-core').LaunchOptions>}
 * @throws {Error} Where there is none; the message says how to get one.
 */
export async function chromiumOptions() {
  // A root user's Chromium has no sandbox; everybody else keeps it.
  const args = process.getuid?.() === 0 ? [...ARGUMENTS, '--no-sandbox'] : ARGUMENTS;
  const given = process.env.CHROME_PATH;
  if (given && !existsSync(given)) throw new Error(`CHROME_PATH names ${given}, which does not exist.\n${ADVICE}`);
  const executablePath = given ?? PLACES.find((place) => existsSync(place));
  if (executablePath) return { executablePath, args };
  for (const channel of CHANNELS) {
    const browser = await chromium.launch({ channel, args }).catch(() => undefined);
    if (!browser) continue;
    await browser.close();
    return { channel, args };
  }
  throw new Error(ADVICE);
}
