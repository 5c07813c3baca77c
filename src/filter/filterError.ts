import { AdvisedError } from '../errors';
import type { FilterField } from './fields';
import { type FilterProblem, parseFilter } from './parseFilter';
import type { Filter } from './terms';

/** A filter that cannot be read, with where it is wrong. */
export class FilterError extends AdvisedError {
  override readonly name = 'FilterError';
  constructor(
    /** The whole filter. */
    readonly text: string,
    readonly problem: FilterProblem,
  ) {
    super(
      `In the filter, at character ${problem.from + 1}: ${problem.message}`,
      'filter',
      'Correct it, or leave it out.',
    );
  }
}

/** What a filter means. Throws a `FilterError` for the first word that is wrong. */
export function requireFilter(text: string, fields: readonly FilterField[]): Filter {
  const { filter, problems } = parseFilter(text, fields);
  if (problems.length > 0) throw new FilterError(text, problems[0]);
  return filter;
}
