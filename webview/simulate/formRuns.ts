import type { Dashboard } from '../state/dashboard';
import type { Model } from '../state/model';
import { type ReadForm, readForm } from './readForm';

/** The runs that the form asks for at the moment, or its errors. */
export function formRuns({ view, connection, filter, profile }: Dashboard, model: Model): ReadForm {
  return readForm(view.form.value, {
    ...model,
    settings: connection.settings.value.parameters,
    hasTrace: connection.hasTable.value,
    where: view.where.value,
    whereProblem: filter.parsed.value.problems[0]?.message ?? null,
    selected: view.selected.value,
    profileProblem: profile.problem.value,
  });
}
