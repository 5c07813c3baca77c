import { describe, expect, it } from 'vitest';
import { kubernetesEvents } from '../../../../src/trace/formats/kubernetesEvents';
import { fixture, parsed } from './parsed';

const events: unknown[] = JSON.parse(fixture('kubernetes-events.json')).items;

function pulled(message: string, more: object = {}): object {
  return {
    kind: 'Event',
    reason: 'Pulled',
    message,
    lastTimestamp: '2025-03-04T09:16:24Z',
    involvedObject: { kind: 'Pod', name: 'a-b-c', namespace: 'default' },
    source: { component: 'kubelet', host: 'node-a' },
    ...more,
  };
}

function pull(message: string) {
  return parsed(kubernetesEvents, [pulled(message)]).cold[0];
}

describe('Kubernetes events', () => {
  const { cold, warm, other, bad } = parsed(kubernetesEvents, events);

  it('are pulls and images already present', () => {
    expect([cold.length, warm.length, bad]).toEqual([6, 2, []]);
    expect(other).toEqual({
      'Scheduled event': 8,
      'Pulling event': 6,
      'Created event': 8,
      'Started event': 8,
    });
  });

  it('have stages, size, node and namespace', () => {
    expect(cold[1]).toMatchObject({
      function: 'registry.example/thumbs',
      latency: 74.485,
      numbers: { pull: 59.174, imageBytes: 401223344 },
      labels: { node: 'node-b', namespace: 'default', image: 'registry.example/thumbs:2.0' },
    });
    expect(cold[1].numbers?.wait).toBeCloseTo(15.311, 9);
    expect(warm[0]).toMatchObject({ function: 'docker.io/library/nginx' });
  });

  it('prefer durations in the message to whole seconds (trap 9)', () => {
    expect(cold[0].latency).toBe(73.595);
    expect(cold[0].time).toBeCloseTo(Date.parse('2025-03-04T09:16:24Z') / 1000 - 73.595, 6);
  });
});

describe('the words of a pull', () => {
  it('of Kubernetes 1.20 to 1.26 tell one duration, which includes a wait of unknown length', () => {
    expect(pull('Successfully pulled image "nginx" in 49.657983991s')).toMatchObject({
      function: 'nginx',
      latency: 49.657983991,
      numbers: { wait: undefined, pull: undefined, imageBytes: undefined },
    });
  });

  it('of Kubernetes 1.27 to 1.29 tell the wait', () => {
    const { latency, numbers } = pull('Successfully pulled image "nginx:1" in 6.284s (9.284s including waiting)');
    expect([latency, numbers?.pull, numbers?.imageBytes]).toEqual([9.284, 6.284, undefined]);
    expect(numbers?.wait).toBeCloseTo(3, 9);
  });

  it('of Kubernetes 1.30 and later tell the size', () => {
    const message =
      'Successfully pulled image "r.example:5000/a/b:1@sha256:0f" in 812ms (1m21.28s including waiting). Image size: 68507108 bytes.';
    expect(pull(message)).toMatchObject({
      function: 'r.example:5000/a/b',
      latency: 81.28,
      numbers: { pull: 0.812, imageBytes: 68507108 },
    });
  });

  it('may follow those of combined events', () => {
    const message = '(combined from similar events): Successfully pulled image "nginx" in 2s (3s including waiting)';
    expect(pull(message).latency).toBe(3);
  });

  it('until Kubernetes 1.19 tell no duration', () => {
    expect(parsed(kubernetesEvents, [pulled('Successfully pulled image "nginx"')])).toMatchObject({
      cold: [],
      other: { 'pull without a duration': 1 },
    });
  });

  it('of an image that is present do not matter', () => {
    const message = 'Container image "nginx" already present on machine and can be accessed by the pod';
    expect(parsed(kubernetesEvents, [pulled(message)]).warm).toHaveLength(1);
  });
});

describe('an event', () => {
  const message = 'Successfully pulled image "nginx" in 2s (3s including waiting)';

  it('of events.k8s.io/v1 is read by its names', () => {
    const value = {
      reason: 'Pulled',
      note: message,
      regarding: { namespace: 'prod' },
      deprecatedSource: { host: 'node-z' },
      eventTime: '2025-03-04T09:16:24.123456Z',
    };
    expect(parsed(kubernetesEvents, [value]).cold[0]).toMatchObject({
      latency: 3,
      labels: { node: 'node-z', namespace: 'prod' },
    });
  });

  it('of a watch is read from its envelope, and counts once', () => {
    const object = pulled(message, { metadata: { uid: 'u1' } });
    const values = [
      { type: 'ADDED', object },
      { type: 'MODIFIED', object },
    ];
    expect(parsed(kubernetesEvents, values)).toMatchObject({ cold: { length: 1 }, duplicates: 1 });
  });

  it('without a time is bad', () => {
    expect(parsed(kubernetesEvents, [pulled(message, { lastTimestamp: null })]).bad).toEqual([
      { line: 1, column: 'lastTimestamp', expected: 'a time' },
    ]);
  });

  it('keeps its message to itself (trap 12)', () => {
    const values = [
      pulled('Successfully pulled image "SECRET'),
      { ...pulled('SECRET'), reason: 'SECRET' },
      { ...pulled('SECRET'), reason: 'Failed' },
    ];
    expect(JSON.stringify(parsed(kubernetesEvents, values))).not.toContain('SECRET');
  });
});
