/** The sweep files of the runs behind the paper's figures and the sensitivity table, as `npm run docs` writes them. */

/**
 * @typedef {typeof import('../src/reference')} Reference
 * @typedef {Reference & typeof import('../src/simulation') & typeof import('../src/sweep')} Product
 * @typedef {import('../src/simulation').RunRequest} RunRequest
 * @typedef {{ readonly name: string, readonly values: readonly (number | string | null)[] }} ListedAxis
 */

/** The seed of the tables in `docs/`. */
const SEED = 1;

/**
 * @param {Product} product
 * @returns {{ readonly name: string, readonly text: string }[]} Files by name.
 */
export function figureSweeps(product) {
  return product.FIGURES.flatMap((figure) => {
    const seeds = product.REPRODUCTION_SEEDS.defaultValue;
    const runs = product.figureRuns(figure.id, { seed: SEED, seeds });
    const files = [{ name: `figure-${figure.id}`, text: textOf(product, runs, []) }, ...sensitivity(product, figure)];
    return files.map(({ name, text }) => ({ name: `${name}.ftsweep.json`, text }));
  });
}

/**
 * The runs with each parameter changed in turn: one file, and one more for each parameter that the figure itself
 * varies, because its changes differ from run to run.
 *
 * @param {Product} product
 * @param {import('../src/reference').Figure} figure
 */
function sensitivity(product, figure) {
  const before = product.figureRuns(figure.id, { seed: SEED, seeds: 1 });
  /** @type {(string | null)[]} */
  const settings = [null];
  const files = [];
  for (const { name, changes } of product.testedChanges(figure)) {
    const changed = changes.map((one) => product.figureRuns(figure.id, { seed: SEED, seeds: 1, changed: one }));
    const values = changed.map((runs) => new Set(runs.map(({ parameters }) => parameters[name])));
    if (values.every(({ size }) => size === 1)) {
      const moved = values.map(([value]) => value).filter((value) => value !== before[0].parameters[name]);
      settings.push(...moved.map((value) => `${name}=${value}`));
    } else {
      files.push({ name: `sensitivity-${figure.id}-${name}`, text: textOf(product, changed.flat(), []) });
    }
  }
  const set = { name: 'set', values: settings };
  return [{ name: `sensitivity-${figure.id}`, text: textOf(product, before, [set]) }, ...files];
}

/**
 * @param {Product} product
 * @param {readonly RunRequest[]} runs
 * @param {readonly ListedAxis[]} more Axes besides those in which the runs differ.
 */
function textOf({ runFileOf, sweepText }, runs, more) {
  const systems = [...new Set(runs.map(({ system }) => system))];
  const axes = axesOf(runs);
  const combinations = axes.reduce((count, { values }) => count * values.length, systems.length);
  if (combinations !== runs.length) throw new Error(`${runs.length} runs are no grid of ${combinations}.`);
  const swept = axes.map(({ name }) => name);
  const shared = { ...runs[0], parameters: without(runs[0].parameters, swept) };
  const file = runFileOf(
    systems.map((system) => ({ ...shared, system })),
    null,
  );
  return sweepText(file, [...axes, ...more]);
}

/**
 * What differs between runs, besides the system.
 *
 * @param {readonly RunRequest[]} runs
 * @returns {ListedAxis[]}
 */
function axesOf(runs) {
  const all = runs.map(({ workload, parameters }) => {
    const { kind: _, ...sizes } = workload;
    return { ...parameters, ...Object.fromEntries(Object.entries(sizes).filter(([, value]) => value !== null)) };
  });
  return Object.keys(all[0])
    .map((name) => ({ name, values: [...new Set(all.map((one) => /** @type {any} */ (one)[name]))] }))
    .filter(({ values }) => values.length > 1);
}

/**
 * @param {Readonly<Record<string, number>>} parameters
 * @param {readonly string[]} names
 */
function without(parameters, names) {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => !names.includes(name)));
}
