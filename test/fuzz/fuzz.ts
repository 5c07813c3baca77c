import { mutated } from './mutate';
import { Random } from './random';
import type { Target } from './target';

export interface Outcome {
  readonly target: string;
  readonly inputs: number;
  readonly faults: readonly { readonly input: Uint8Array; readonly message: string }[];
}

export interface Limits {
  /** Most inputs, in addition to seeds and corpus. */
  readonly inputs: number;
  /** When to stop, in milliseconds of `performance.now()`. */
  readonly until: number;
}

/** Faults after which a target is given up: more of the same kind add no information. */
const MOST_FAULTS = 5;

/** Tries seeds and corpus as they are, then inputs made from them, until a limit is reached. */
export async function fuzz(
  target: Target,
  corpus: readonly Uint8Array[],
  seed: number,
  limits: Limits,
): Promise<Outcome> {
  const random = new Random(seed);
  const tokens = target.tokens.map((token) => new TextEncoder().encode(token));
  const pool = [...target.seeds, ...corpus];
  const faults: { input: Uint8Array; message: string }[] = [];
  let inputs = 0;
  const attempt = async (input: Uint8Array) => {
    inputs++;
    try {
      await target.check(input);
    } catch (error) {
      const { name, message, stack } = error as Error;
      faults.push({ input, message: name === 'Fault' ? message : (stack ?? `${name}: ${message}`) });
    }
  };
  for (const input of pool) await attempt(input);
  for (let made = 0; made < limits.inputs && faults.length < MOST_FAULTS; made++) {
    if (made % 16 === 0 && performance.now() > limits.until) break;
    const generated = target.generate && (pool.length === 0 || random.oneIn(2)) ? target.generate(random) : null;
    const base = generated ?? random.pick(pool);
    const isMutated = generated === null || random.oneIn(2);
    await attempt(isMutated ? mutated(base, random.pick(pool.length > 0 ? pool : [base]), tokens, random) : base);
  }
  return { target: target.name, inputs, faults };
}
