import { AdvisedError } from '../errors';
import { figure11 } from './figures/figure11';
import { figure12 } from './figures/figure12';
import { figure14a, figure14b } from './figures/figure14';
import { figure15 } from './figures/figure15';
import { figure16 } from './figures/figure16';
import { figure17 } from './figures/figure17';
import { figure20 } from './figures/figure20';
import type { Figure } from './types';

/** The figures of the paper's evaluation that the simulator reproduces, in the paper's order. */
export const FIGURES: readonly Figure[] = [
  figure11,
  figure12,
  figure14a,
  figure14b,
  figure15,
  figure16,
  figure17,
  figure20,
];

/** An unknown figure. */
export class FigureError extends AdvisedError {
  override readonly name = 'FigureError';

  constructor(message: string) {
    super(message, 'FigureError');
  }
}

/** The figure with that number ('14a', '15', …). Throws `FigureError`, which names the known figures. */
export function figureById(id: string): Figure {
  const figure = FIGURES.find((one) => one.id === id);
  if (figure) return figure;
  const known = FIGURES.map((one) => one.id).join(', ');
  throw new FigureError(`There is no figure "${id.slice(0, 40)}" to reproduce. The figures are ${known}.`);
}
