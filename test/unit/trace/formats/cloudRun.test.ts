import { describe, expect, it } from 'vitest';
import { cloudRun } from '../../../../src/trace/formats/cloudRun';
import { fixture, parsed } from './parsed';

const entries: unknown[] = JSON.parse(fixture('cloud-run-logs.json'));

const START = 'Starting new instance. Reason: AUTOSCALING - Instance started due to configured scaling factors.';
const READY = 'Default STARTUP TCP probe succeeded after 1 attempt for container "SECRET" on port 8080.';
const FAILED = 'STARTUP TCP probe failed 1 time consecutively for container "SECRET" on port 8080. SECRET';

function entry(second: number, textPayload: string, more: object = {}): object {
  return {
    textPayload,
    timestamp: `2025-03-04T09:15:${second}.000000Z`,
    resource: {
      type: 'cloud_run_revision',
      labels: { service_name: 'api', revision_name: 'api-1', location: 'europe-west1' },
    },
    labels: { instanceId: 'i1' },
    ...more,
  };
}

describe('the log of Cloud Run', () => {
  const { cold, other, bad, assumptions } = parsed(cloudRun, entries);

  it('holds a cold start for each start with a probe (trap 10)', () => {
    expect([cold.length, other, bad]).toEqual([7, { 'startup probe': 7, 'start without a probe': 1 }, []]);
  });

  it('shows starts for a deployment as such (trap 10)', () => {
    const reasons = new Set(cold.map(({ labels }) => labels?.reason));
    expect(reasons).toEqual(new Set(['AUTOSCALING', 'DEPLOYMENT_ROLLOUT']));
    expect(assumptions.map(({ text }) => text).join()).toContain('of a deployment (DEPLOYMENT_ROLLOUT)');
  });

  it('is read newest first; a cold start is on the line of its start (trap 5)', () => {
    expect(cold[0]).toMatchObject({
      line: 2,
      function: 'thumbnailer',
      runtime: 'python311',
      labels: { reason: 'DEPLOYMENT_ROLLOUT', revision: 'thumbnailer-00003-xyz', region: 'europe-west1' },
    });
    expect(cold[0].latency).toBeCloseTo(8.83225, 2);
  });

  it('gives the same oldest first', () => {
    const reversed = parsed(cloudRun, entries.toReversed()).cold.map(({ id, latency }) => `${id} ${latency}`);
    expect(reversed.sort()).toEqual(cold.map(({ id, latency }) => `${id} ${latency}`).sort());
  });

  it('ends a start with the probe of the slowest container', () => {
    const { cold } = parsed(cloudRun, [entry(20, READY), entry(12, START), entry(18, READY)]);
    expect(cold.map(({ latency }) => latency)).toEqual([8]);
  });

  it('counts a start whose probes failed apart', () => {
    expect(parsed(cloudRun, [entry(12, START), entry(18, FAILED)])).toMatchObject({
      cold: [],
      other: { 'start that failed': 1, 'startup probe that failed': 1 },
    });
    expect(parsed(cloudRun, [entry(12, START), entry(18, FAILED), entry(20, READY)]).cold).toHaveLength(1);
  });

  it('counts a start once if exports overlap (trap 4)', () => {
    expect(parsed(cloudRun, [...entries, ...entries])).toMatchObject({ cold: { length: 7 }, duplicates: 7 });
  });

  it('counts requests and other entries by name', () => {
    const values = [entry(1, '', { httpRequest: {} }), entry(1, 'SECRET'), { SECRET: 1 }];
    expect(parsed(cloudRun, values).other).toEqual({ request: 1, 'other log entry': 1, 'other record': 1 });
  });

  it('has bad records where the time, the instance or the service is missing', () => {
    const values = [
      entry(12, START, { timestamp: 'SECRET' }),
      entry(12, START, { labels: {} }),
      entry(12, START, { resource: { type: 'cloud_run_revision' } }),
    ];
    expect(parsed(cloudRun, values).bad.map(({ column }) => column)).toEqual([
      'timestamp',
      'labels.instanceId',
      'resource.labels.service_name',
    ]);
  });

  it('has a bad record where the probe comes before the start', () => {
    expect(parsed(cloudRun, [entry(12, START), entry(10, READY)])).toMatchObject({ cold: [], bad: [{ line: 1 }] });
  });

  it('keeps messages to itself (trap 12)', () => {
    const values = [entry(12, `${START} SECRET`), entry(15, READY), entry(16, FAILED)];
    expect(JSON.stringify(parsed(cloudRun, values))).not.toContain('SECRET');
  });
});
