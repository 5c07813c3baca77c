/**
 * Runs `out/suite.js` for `hostTests.mjs`, with a mark before every line of its output: the window's log takes the same
 * way out.
 */
const path = require('node:path');
const { format } = require('node:util');

/** No line of VS Code's log starts with this. */
const MARK = '[suite] ';
exports.MARK = MARK;

exports.run = async () => {
  const { log } = console;
  const marked = (/** @type {unknown[]} */ ...args) => log('%s', MARK + format(...args));
  // VS Code protects the console's methods, but not the console itself.
  globalThis.console = Object.create(console, {
    log: { value: marked },
    info: { value: marked },
    warn: { value: marked },
    error: { value: marked },
  });
  await require(path.resolve(__dirname, '../out/suite.js')).run();
};
