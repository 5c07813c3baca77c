import type { RandomStream } from './random';
import type { Workload } from './types';

/** The factor by which each cold start's work differs from its function's median. */
export class Scatter {
  /** By function; null where no function scatters. */
  readonly #sigma: Float64Array | null;
  readonly #functionId: Uint32Array;

  constructor(
    { functions, functionId }: Pick<Workload, 'functions' | 'functionId'>,
    private readonly random: RandomStream,
  ) {
    const scatters = functions.some(({ scatter = 0 }) => scatter > 0);
    this.#sigma = scatters ? Float64Array.from(functions, ({ scatter = 0 }) => scatter) : null;
    this.#functionId = functionId;
  }

  /** Log-normal with median 1; 1 for functions without scatter. The same for every system. */
  factorOf(container: number): number {
    if (this.#sigma === null) return 1;
    const sigma = this.#sigma[this.#functionId[container]];
    return sigma === 0 ? 1 : Math.exp(sigma * this.random.normal(container));
  }
}
