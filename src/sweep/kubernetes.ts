import type { Job } from 'kubernetes-types/batch/v1';

/** An Indexed Job on Kubernetes. */
export interface IndexedJob {
  readonly name: string;
  readonly tasks: number;
  readonly parallelism: number;
  readonly image: string;
  /** Claim of a volume with the manifest (and the trace), to which the results are written. */
  readonly claim: string;
  /** File name of the manifest at the top of that volume. */
  readonly manifest: string;
  readonly cpus: number;
}

const CONTAINER = 'sweep';
const FOLDER = '/sweep';
/** Exit codes of `sweep run` that another start does not change: a wrong command line, and units that cannot run. */
const PERMANENT = [2, 4];

/**
 * The job as JSON, which `kubectl apply -f -` takes. A task that crashes is started again, a few times; one that says
 * that its units cannot run is not, and the others go on. Evictions count as nothing.
 */
export function kubernetesJob({ name, tasks, parallelism, image, claim, manifest, cpus }: IndexedJob): string {
  const job = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name },
    spec: {
      completionMode: 'Indexed',
      completions: tasks,
      parallelism,
      backoffLimitPerIndex: 3,
      maxFailedIndexes: tasks,
      podFailurePolicy: {
        rules: [
          {
            action: 'FailIndex',
            onExitCodes: { containerName: CONTAINER, operator: 'In', values: PERMANENT },
          },
          { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
        ],
      },
      template: {
        spec: {
          restartPolicy: 'Never',
          containers: [
            {
              name: CONTAINER,
              image,
              args: ['sweep', 'run', `${FOLDER}/${manifest}`, '--shards', String(tasks)],
              resources: { requests: { cpu: String(cpus) } },
              volumeMounts: [{ name: CONTAINER, mountPath: FOLDER }],
            },
          ],
          volumes: [{ name: CONTAINER, persistentVolumeClaim: { claimName: claim } }],
        },
      },
    },
  } satisfies Job;
  return `${JSON.stringify(job, null, 2)}\n`;
}
