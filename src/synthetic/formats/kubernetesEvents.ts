import type { Random } from '../random';
import { hex, imageBytes, isoTime, numberOf, uuid } from './made';
import type { SyntheticFormat, SyntheticStart } from './syntheticFormat';

const NODES = 40;
/** Share of the pulls that wait for another one on their node. */
const WAITING = 0.3;

/** `kubectl get events -o json` of Kubernetes 1.30 or later: a pod that pulls and one that finds its image, each. */
export const kubernetesEvents: SyntheticFormat = {
  id: 'kubernetes-events',
  head: '{\n    "apiVersion": "v1",\n    "items": [\n',
  between: ',\n',
  tail: '\n    ],\n    "kind": "List",\n    "metadata": {\n        "resourceVersion": ""\n    }\n}\n',
  writer: (random) => (start) => {
    const { functionName, latencyMs, time } = start;
    const image = `${functionName}:1.${numberOf(functionName, 10)}`;
    const pull = Math.max(1, Math.round(latencyMs * (random() < WAITING ? 0.2 + 0.7 * random() : 1)));
    const pod = podOf(start, random);
    const end = time + Math.round(latencyMs / 1000);
    const pulled = `Successfully pulled image "${image}" in ${goDuration(pull)} (${goDuration(latencyMs)} including waiting). Image size: ${imageBytes(functionName)} bytes.`;
    const other = podOf(start, random);
    return [
      event(pod, 'Scheduled', time, `Successfully assigned default/${pod.name} to ${pod.node}`, random),
      event(pod, 'Pulling', time, `Pulling image "${image}"`, random),
      event(pod, 'Pulled', end, pulled, random),
      event(pod, 'Created', end, 'Created container app', random),
      event(pod, 'Started', end, 'Started container app', random),
      event(other, 'Pulled', end + 60, `Container image "${image}" already present on machine`, random),
    ].join(',\n');
  },
};

interface Pod {
  readonly name: string;
  readonly node: string;
}

function podOf({ functionName }: SyntheticStart, random: Random): Pod {
  const name = `${functionName}-${hex(random, 8)}-${hex(random, 8).slice(0, 5)}`;
  return { name, node: `node-${Math.floor(NODES * random())}` };
}

function event({ name, node }: Pod, reason: string, second: number, message: string, random: Random): string {
  const time = isoTime(second * 1000).replace('.000Z', 'Z');
  const isScheduler = reason === 'Scheduled';
  const component = isScheduler ? 'default-scheduler' : 'kubelet';
  const involved = { apiVersion: 'v1', kind: 'Pod', name, namespace: 'default', uid: uuid(random) };
  const value = {
    apiVersion: 'v1',
    count: 1,
    eventTime: null,
    firstTimestamp: time,
    involvedObject: isScheduler ? involved : { ...involved, fieldPath: 'spec.containers{app}' },
    kind: 'Event',
    lastTimestamp: time,
    message,
    metadata: { creationTimestamp: time, name: `${name}.${hex(random, 16)}`, namespace: 'default', uid: uuid(random) },
    reason,
    reportingComponent: component,
    reportingInstance: isScheduler ? '' : node,
    source: isScheduler ? { component } : { component, host: node },
    type: 'Normal',
  };
  return JSON.stringify(value, null, 4).replace(/^/gm, '        ');
}

/** As Go writes a duration: `812ms`, `6.284s`, `1m13.595s`. */
function goDuration(ms: number): string {
  if (ms < 1000) return `${ms}ms`;
  const minutes = Math.floor(ms / 60_000);
  const seconds = `${(ms - 60_000 * minutes) / 1000}s`;
  if (minutes === 0) return seconds;
  return minutes < 60 ? `${minutes}m${seconds}` : `${Math.floor(minutes / 60)}h${minutes % 60}m${seconds}`;
}
