import type { View } from './view';

/**
 * The saved view holds the text of each profile once, though the form and every run of it have it: as `profiles`, with the text's place there instead of
 * the text.
 */
export function withProfilesOnce(view: View): unknown {
  const profiles: string[] = [];
  const placeOf = (csv: string) => {
    const known = profiles.indexOf(csv);
    return known < 0 ? profiles.push(csv) - 1 : known;
  };
  const { profile } = view.form;
  const form = profile ? { ...view.form, profile: { ...profile, csv: placeOf(profile.csv) } } : view.form;
  const requests = view.requests.map((request) => {
    const { workload } = request;
    return workload.kind === 'profile'
      ? { ...request, workload: { ...workload, csv: placeOf(workload.csv) } }
      : request;
  });
  return { ...view, form, requests, profiles };
}

/** What `withProfilesOnce` was given, as far as it can be told from what was saved. */
export function withProfiles(saved: object): object {
  const { profiles, ...view } = saved as Record<string, unknown>;
  if (!Array.isArray(profiles)) return saved;
  const form = changed(view.form, 'profile', (profile) => withText(profile, profiles));
  const requests = Array.isArray(view.requests)
    ? view.requests.map((request) => changed(request, 'workload', (workload) => withText(workload, profiles)))
    : view.requests;
  return { ...view, form, requests };
}

function withText(value: unknown, profiles: readonly unknown[]): unknown {
  return changed(value, 'csv', (csv) => (typeof csv === 'number' ? profiles[csv] : csv));
}

/** The object with another value of a property that it has; anything else as it is. */
function changed(value: unknown, name: string, change: (property: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return value;
  return { ...value, [name]: change((value as Record<string, unknown>)[name]) };
}
