import type { ForeignFile } from './foreignFile';

/** Metrics in Prometheus' text format, which is all that OpenFaaS and Fission keep of starts. */
export const prometheus: ForeignFile = {
  id: 'prometheus',
  title: 'Metrics in the text format of Prometheus',
  recognise: ({ head }) => /^# (?:HELP|TYPE) [a-zA-Z_:][\w:]* /m.test(head),
  why: 'It holds counters at one moment, and no single cold start.',
  instead: 'On Kubernetes, write the events with: kubectl get events --all-namespaces -o json.',
};
