import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, cp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { chromium } from 'playwright-core';
import { installed, npmInstall } from './install.mjs';

/** Where Linux distributions put Chromium or Chrome. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
];

/** Browsers that Playwright finds where their vendors' installers put them, on every platform. */
const CHANNELS = ['chrome', 'msedge'];

/** The npm package that holds a headless Chromium for Linux on x64, with the libraries that a bare container lacks. */
const PACKAGE = '@sparticuz/chromium';
const VERSION = '153.0.0';
/** The package's own font has no fixed-width face and few symbols. */
const FONTS = 'dejavu-fonts-ttf@2.37.3';
/** Sans and fixed-width faces: any other could be taken for `system-ui`, a family that fontconfig does not know. */
const USED_FONTS = /^DejaVuSans(Mono)?(-[A-Z][A-Za-z]*)?\.ttf$/;

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
 * Prefers CHROME_PATH, then a browser that the machine has. On Linux (x64) without one it installs Chromium from npm
 * into `.vscode-test/`.
 *
 * @returns {Promise<import('playwright-core').LaunchOptions>}
 * @throws {Error} If there is no browser, and none to install. The message says how to get one.
 */
export async function chromiumOptions() {
  const given = process.env.CHROME_PATH;
  if (given && !existsSync(given)) throw new Error(`CHROME_PATH names ${given}, which does not exist.\n${ADVICE}`);
  const executablePath = given ?? PLACES.find(starts);
  if (executablePath) return { executablePath, args: ARGUMENTS };
  for (const channel of CHANNELS) {
    const browser = await chromium.launch({ channel, args: ARGUMENTS }).catch(() => undefined);
    if (!browser) continue;
    await browser.close();
    return { channel, args: ARGUMENTS };
  }
  if (process.platform === 'linux' && process.arch === 'x64') return await packagedChromium();
  throw new Error(ADVICE);
}

/**
 * Whether there is a browser that runs: Ubuntu's /usr/bin/chromium-browser may only say that one can be installed.
 *
 * @param {string} place
 */
function starts(place) {
  return existsSync(place) && spawnSync(place, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** @returns {Promise<import('playwright-core').LaunchOptions>} */
async function packagedChromium() {
  const folder = await installed(`chromium-${VERSION}`, unpack);
  const { LD_LIBRARY_PATH, ...environment } = process.env;
  return {
    executablePath: path.join(folder, 'chromium'),
    args: ARGUMENTS,
    env: {
      ...environment,
      LD_LIBRARY_PATH: [path.join(folder, 'lib'), LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_FILE: path.join(folder, 'fonts.conf'),
    },
  };
}

/**
 * The package would unpack itself into the temporary folder, again on every machine start.
 *
 * @param {string} folder
 */
async function unpack(folder) {
  console.log(`Installing Chromium (${PACKAGE} ${VERSION}, about 220 MB) into .vscode-test/ …`);
  await npmInstall(folder, [`${PACKAGE}@${VERSION}`, FONTS]);
  const packed = path.join(folder, 'node_modules', PACKAGE, 'bin');
  const tar = createRequire(path.join(folder, 'package.json'))('tar-fs');
  const executable = path.join(folder, 'chromium');
  await Promise.all([
    inflate(path.join(packed, 'chromium.br'), createWriteStream(executable)),
    inflate(path.join(packed, 'al2023.tar.br'), tar.extract(folder)),
    cp(path.join(folder, 'node_modules/dejavu-fonts-ttf/ttf'), path.join(folder, 'fonts'), {
      recursive: true,
      filter: (file) => !file.endsWith('.ttf') || USED_FONTS.test(path.basename(file)),
    }),
  ]);
  await chmod(executable, 0o755);
  await writeFile(path.join(folder, 'fonts.conf'), FONTS_CONF);
  await rm(path.join(folder, 'node_modules'), { recursive: true });
}

/**
 * @param {string} file
 * @param {NodeJS.WritableStream} target
 */
async function inflate(file, target) {
  await pipeline(createReadStream(file), createBrotliDecompress(), target);
}

/** Only the installed fonts, so that text is as wide on every machine. */
const FONTS_CONF = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>DejaVu Sans</family></prefer></alias>
  <alias><family>Arial</family><prefer><family>DejaVu Sans</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
`;
