import { hex, isoTime } from './made';
import type { SyntheticFormat } from './syntheticFormat';

const PROJECT = 'synthetic-project';
const LOCATION = 'europe-west1';
/** Share of the starts for a deployment instead of demand. */
const ROLLOUTS = 0.1;
const RUNTIMES: Readonly<Record<string, string>> = {
  nodejs: 'nodejs20',
  python: 'python311',
  php: 'php82',
  java: 'java17',
};
const SCALED = 'AUTOSCALING - Instance started due to configured scaling factors (e.g. CPU utilization).';
const ROLLED = 'DEPLOYMENT_ROLLOUT - Instance started due to traffic shifting between revisions due to deployment.';

/** What `gcloud logging read --format json` prints: a start, and before it its startup probe, which is newer. */
export const cloudRun: SyntheticFormat = {
  id: 'cloud-run',
  head: '[\n',
  between: ',\n',
  tail: '\n]\n',
  writer:
    (random) =>
    ({ functionName, time, latencyMs, runtime }) => {
      const instanceId = hex(random, 120);
      const base = RUNTIMES[runtime];
      const labels = {
        instanceId,
        ...(base && {
          'run.googleapis.com/base_image_versions': `${LOCATION}-docker.pkg.dev/serverless-runtimes/google-22/runtimes/${base}:${base}_20250303_RC00`,
        }),
      };
      const resource = {
        type: 'cloud_run_revision',
        labels: {
          configuration_name: functionName,
          location: LOCATION,
          project_id: PROJECT,
          revision_name: `${functionName}-00003-xyz`,
          service_name: functionName,
        },
      };
      const entry = (ms: number, textPayload: string) =>
        JSON.stringify(
          {
            insertId: hex(random, 16),
            labels,
            logName: `projects/${PROJECT}/logs/run.googleapis.com%2Fvarlog%2Fsystem`,
            receiveTimestamp: isoTime(ms + 200),
            resource,
            severity: 'INFO',
            textPayload,
            timestamp: isoTime(ms).replace('Z', '000Z'),
          },
          null,
          2,
        ).replace(/^/gm, '  ');
      const probe = 'Default STARTUP TCP probe succeeded after 1 attempt for container "worker" on port 8080.';
      const reason = random() < ROLLOUTS ? ROLLED : SCALED;
      const at = time * 1000;
      return `${entry(at + latencyMs, probe)},\n${entry(at, `Starting new instance. Reason: ${reason}`)}`;
    },
};
