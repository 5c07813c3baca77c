import type { ForeignFile } from './foreignFile';

const TABLE = /^ *(?:NAMESPACE +)?LAST SEEN +TYPE +REASON +OBJECT\b|^ *Type +Reason +Age +From +Message *$/m;

/** Events as `kubectl get events` and `kubectl describe` print them. */
export const kubectlText: ForeignFile = {
  id: 'kubectl-text',
  title: 'Events that kubectl printed as text',
  recognise: ({ head }) => TABLE.test(head),
  why: 'It tells how long ago events were, such as 49m, and not when.',
  instead: 'Write the events with: kubectl get events --all-namespaces -o json. Kubernetes keeps them for an hour.',
};
