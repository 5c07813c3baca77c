/**
 * What `hostTests.mjs` has the extension host call: `out/suite.js`, with every line that it says marked,
 * because the window's own log goes the same way out.
 */
const path = require('node:path');
const { format } = require('node:util');

/** No line of VS Code's begins so. */
const MARK = '[suite] ';
exports.MARK = MARK;

exports.run = async () => {
  const { log } = console;
  const marked = (/** @type {unknown[]} */ ...args) => log('%s', MARK + format(...args));
  // VS Code lets nobody replace the console's methods, but the console itself.
  globalThis.console = Object.create(console, {
    log: { value: marked },
    info: { value: marked },
    warn: { value: marked },
    error: { value: marked },
  });
  await require(path.resolve(__dirname, '../out/suite.js')).run();
};
