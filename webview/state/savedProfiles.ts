import type { View } from './view';

/**
 * The view to save, with the text of each profile once, though the form and every run of it hold that text: in a list
 * `profiles`, and as an index into it elsewhere.
 */
export function withProfilesOnce(view: View): unknown {
  const profiles: string[] = [];
  const indexOf = (csv: string) => {
    const known = profiles.indexOf(csv);
    return known < 0 ? profiles.push(csv) - 1 : known;
  };
  const { profile } = view.form;
  const form = profile ? { ...view.form, profile: { ...profile, csv: indexOf(profile.csv) } } : view.form;
  const requests = view.requests.map((request) => {
    const { workload } = request;
    return workload.kind === 'profile'
      ? { ...request, workload: { ...workload, csv: indexOf(workload.csv) } }
      : request;
  });
  return { ...view, form, requests, profiles };
}

/** The inverse of `withProfilesOnce`, for anything that was saved. */
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

/** The object with one property replaced; other values unchanged. */
function changed(value: unknown, name: string, change: (property: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return value;
  return { ...value, [name]: change((value as Record<string, unknown>)[name]) };
}
