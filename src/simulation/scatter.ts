import { quantile } from '../numeric';
import type { RandomStream } from './random';
import { type FunctionSpec, ImageState, type Workload } from './types';

/** The factor by which each cold start's work differs from its function's median. */
export class Scatter {
  /** By function; null where no function scatters. */
  readonly #scatters: readonly Required<Pick<FunctionSpec, 'scatter' | 'foundScatter'>>[] | null;
  readonly #shapes: readonly (readonly number[] | undefined)[];

  constructor(
    private readonly workload: Pick<Workload, 'functions' | 'functionId' | 'imageState'>,
    private readonly random: RandomStream,
  ) {
    const { functions } = workload;
    const scatters = functions.map(({ scatter = 0, foundScatter = scatter }) => ({ scatter, foundScatter }));
    this.#shapes = functions.map(({ scatterShape }) => scatterShape);
    const isConstant = scatters.every(({ scatter, foundScatter }) => scatter === 0 && foundScatter === 0);
    this.#scatters = isConstant && this.#shapes.every((shape) => shape === undefined) ? null : scatters;
  }

  /** The same for every system; its median is 1. 1 for functions without scatter. */
  factorOf(container: number): number {
    if (this.#scatters === null) return 1;
    const { functionId, imageState } = this.workload;
    const f = functionId[container];
    const finds = imageState !== undefined && imageState[container] === ImageState.found;
    const shape = finds ? undefined : this.#shapes[f];
    if (shape) return Math.exp(quantile(shape, this.random.uniform(container)));
    const sigma = finds ? this.#scatters[f].foundScatter : this.#scatters[f].scatter;
    return sigma === 0 ? 1 : Math.exp(sigma * this.random.normal(container));
  }
}
