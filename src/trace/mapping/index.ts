/** How a delimited table is read: guessed, chosen by a person, or given as text. */

export { assumptionsOf, zoneText } from './assumptions';
export {
  type ChoiceProblem,
  type ChosenMapping,
  COLUMN_ROLES,
  type ColumnChoice,
  type ColumnRole,
  choicesOf,
  columnNames,
  EXTRA_UNITS,
  mappingOf,
  NO_CHOICE,
  type TableChoices,
  type TableLayout,
  TIME_FORMS,
  UNITS_OF,
} from './choices';
export { completeMap, MapFitError } from './completeMap';
export { guessTable, type Suggestion, type TableGuess } from './guess';
export { MapError } from './mapSyntax';
export { type MapSpec, mapText, parseMap } from './mapText';
export { type RememberedTable, rememberedMapping } from './remembered';
