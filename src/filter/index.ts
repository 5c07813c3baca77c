export { completions, type FilterCompletion, type FilterCompletions, type ValueCount } from './completions';
export { type FieldColumn, type FilteredTrace, type FilterField, fieldNamed, filterFields } from './fields';
export { FilterError, requireFilter } from './filterError';
export { filterText, termText } from './filterText';
export { type FilterProblem, type FilterWord, LONGEST_FILTER, type ParsedFilter, parseFilter } from './parseFilter';
export { matchesPattern, withinPattern } from './patterns';
export { quantityText, readQuantity } from './quantities';
export type { Condition, Filter, Operator, Pattern, Term } from './terms';
export { withoutWord, withTerm } from './withTerm';
