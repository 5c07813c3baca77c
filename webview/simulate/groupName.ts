import type { Dashboard } from '../state/dashboard';
import { type RunGroup, workloadTitle } from './groups';

/** What a group is called: by the reader, else after its workload. */
export function groupName({ names }: Dashboard, { name, first }: RunGroup): string {
  if (name !== '') return name;
  const title = workloadTitle(first.request.workload, (id) => names.functionName(id));
  return first.outdated === 'trace' ? `${title}, earlier version` : title;
}
