import type { FilterField } from '../../src/filter';
import { useDashboard } from '../state/dashboard';
import { clickedTerm, type FieldValue, valuesOf } from './terms';

interface FieldClicks {
  readonly field: FilterField;
  /** Whether the filter asks for the value. */
  has(value: FieldValue): boolean;
  /** Filters by the value alone; with Shift, Ctrl or Cmd, also by it, or no longer. */
  click(value: FieldValue, event: MouseEvent | KeyboardEvent): void;
}

/** Clicks on values of a field of the trace; null if it has no such field. */
export function useFieldClicks(kind: FilterField['column']['kind'], key: string | null): FieldClicks | null {
  const { filter } = useDashboard();
  const field = filter.fields.value.find(
    ({ column }) => column.kind === kind && (key === null || ('key' in column && column.key === key)),
  );
  if (!field) return null;
  const values = valuesOf(filter.parsed.value.filter, field.name);
  return {
    field,
    has: (value) => values.includes(value),
    click: (value, { shiftKey, ctrlKey, metaKey }) =>
      filter.setTerm(field.name, clickedTerm(field, values, value, shiftKey || ctrlKey || metaKey)),
  };
}
