import { type Reproduction, reproduceFigure } from '../../../src/reference';

/** Inputs of the shared simulations. */
export const ONCE = { seed: 1, seeds: 1 } as const;

const reproductions = new Map<string, Promise<Reproduction>>();

/** A figure, simulated once for all tests of a process: Figures 11 and 12 take seconds each. */
export function reproducedOnce(id: string): Promise<Reproduction> {
  const reproduction = reproductions.get(id) ?? reproduceFigure(id, ONCE);
  reproductions.set(id, reproduction);
  return reproduction;
}
