/**
 * Checks Node's version. Every script imports this first, and takes what only a newer Node exports through a default
 * import (`fs.globSync`): a missing name would stop an older Node before it gets here.
 */

/**
 * Least version for scripts. `npm run` takes Node 24 from node_modules, so `engines.node` names what npm and the
 * command line need, which is less.
 */
export const LEAST_NODE = '22.12';

const [major, minor] = process.versions.node.split('.').map(Number);
const [leastMajor, leastMinor] = LEAST_NODE.split('.').map(Number);
if (major < leastMajor || (major === leastMajor && minor < leastMinor)) {
  console.error(
    `This needs Node ${LEAST_NODE} or newer, not ${process.versions.node}; \`npm run\` takes one from node_modules.`,
  );
  process.exit(1);
}
