import type { ForeignFile } from './foreignFile';

/** `kubectl get events -o yaml`. */
export const kubernetesYaml: ForeignFile = {
  id: 'kubernetes-events-yaml',
  title: 'Kubernetes events as YAML',
  recognise: ({ head }) => /^apiVersion: \S/m.test(head) && /^\s*(?:- )?(?:involvedObject|regarding):/m.test(head),
  why: 'It is YAML; events are read as JSON.',
  instead: 'Write the events with: kubectl get events --all-namespaces -o json.',
};
