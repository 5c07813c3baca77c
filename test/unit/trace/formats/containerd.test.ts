import { describe, expect, it } from 'vitest';
import { containerd } from '../../../../src/trace/formats/containerd';
import { fixture, lines, parsed } from './parsed';

const log = lines(fixture('containerd.log'));

const at = (second: number) => `2025-03-04T09:15:${second}.500000000Z`;
const line = (second: number, message: string) =>
  `time="${at(second)}" level=info msg="${message.replaceAll('"', '\\"')}"`;

describe('the log of containerd', () => {
  const { cold, other, bad } = parsed(containerd, log);

  it('holds a cold start for each pull', () => {
    expect([cold.length, other, bad]).toEqual([8, { 'start of a pull': 8 }, []]);
  });

  it('is read behind the prefix of syslog and without one', () => {
    expect(cold[0]).toMatchObject({
      line: 2,
      function: 'registry.example/orders',
      latency: 5.766826368,
      numbers: { imageBytes: 68507108 },
      labels: { node: 'node-a', image: 'registry.example/orders:1.4.2' },
    });
    expect(cold[1].labels?.node).toBeUndefined();
    expect(cold[0].time).toBeCloseTo(Date.parse('2025-03-04T09:15:10.146Z') / 1000 - 5.766826368, 3);
  });

  it('is read from journalctl, as text and as JSON', () => {
    const text = `2025-03-04T09:15:20+0000 node-7 containerd[1]: ${line(20, 'Pulled image "a:1" in 2s')}`;
    const json = JSON.stringify({ _HOSTNAME: 'node-8', MESSAGE: line(21, 'Pulled image "b:1" in 3s') });
    const { cold } = parsed(containerd, [text, json]);
    expect(cold.map(({ function: name, latency, labels }) => [name, latency, labels?.node])).toEqual([
      ['a', 2, 'node-7'],
      ['b', 3, 'node-8'],
    ]);
  });

  it('is read in the JSON that containerd itself writes', () => {
    const text = JSON.stringify({ level: 'info', msg: 'Pulled image "a:1" with size "5" in 950µs', time: at(20) });
    expect(parsed(containerd, [text]).cold[0].latency).toBeCloseTo(0.00095, 12);
  });

  it('is bad where a line about a pull is cut off', () => {
    const whole = line(20, 'Pulled image "a:1" with image id "sha256:0f", size "7" in 2s');
    const json = JSON.stringify({ level: 'info', msg: 'Pulled image "a:1" with size "5" in 950µs', time: at(20) });
    const cut = [whole.slice(0, -6), whole.slice(0, 75), json.slice(0, 60), line(20, 'PullImage "a:1"').slice(0, -3)];
    const { cold, other, bad } = parsed(containerd, [...cut, line(21, 'PullImage "a:1" failed')]);
    expect([cold, other]).toEqual([[], { 'failed pull': 1 }]);
    expect(bad).toEqual(cut.map((_line, index) => ({ line: index + 1, column: '', expected: 'a complete line' })));
  });

  it('gives the difference of times where it holds no duration', () => {
    const { cold, other } = parsed(containerd, [
      line(10, 'PullImage "a:1"'),
      line(14, 'PullImage "a:1" returns image reference "sha256:0f"'),
      line(15, 'PullImage "a:1" returns image reference "sha256:0f"'),
    ]);
    expect(cold.map(({ latency }) => latency)).toEqual([4]);
    expect(other).toEqual({ 'start of a pull': 1, 'end of a pull': 1 });
  });

  it('tells a pull once that is reported with and without its duration', () => {
    const { cold, other } = parsed(containerd, [
      line(10, 'PullImage "a:1"'),
      line(14, 'Pulled image "a:1" with image id "sha256:0f", size "7" in 3.5s'),
      line(14, 'PullImage "a:1" returns image reference "sha256:0f"'),
    ]);
    expect(cold.map(({ latency }) => latency)).toEqual([3.5]);
    expect(other).toEqual({ 'start of a pull': 1, 'end of a pull': 1 });
  });

  it('counts failed pulls and other lines by name', () => {
    const { other, cold } = parsed(containerd, [line(10, 'PullImage "a:1" failed'), 'SECRET', line(11, 'SECRET')]);
    expect([cold, other]).toEqual([[], { 'failed pull': 1, 'other line': 2 }]);
  });

  it('counts a pull once if exports overlap (trap 4)', () => {
    expect(parsed(containerd, [...log, ...log])).toMatchObject({ cold: { length: 8 }, duplicates: 8 });
  });

  it('has a bad line where the time is missing', () => {
    expect(parsed(containerd, ['msg="Pulled image \\"a\\" in 2s"']).bad).toEqual([
      { line: 1, column: 'time', expected: 'a time' },
    ]);
  });
});
