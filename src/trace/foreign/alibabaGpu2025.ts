import { type ForeignFile, hasNames } from './foreignFile';

/** `cluster-trace-gpu-v2025` of github.com/alibaba/clusterdata. */
export const alibabaGpu2025: ForeignFile = {
  id: 'alibaba-gpu-2025',
  title: "Alibaba's GPU cluster trace (2025)",
  recognise: (beginning) => hasNames(beginning, ['instance_sn', 'app_name', 'creation_time', 'scheduled_time']),
  why: 'It tells how long instances waited to be scheduled, and not how long they took to start.',
  instead: "Model-load latencies are in Alibaba's trace of 2026 (cluster-trace-v2026-GenAI), which can be read.",
};
