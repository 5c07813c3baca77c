/** The statistics of a trace, computed in the slow and obvious way, for traces with plain fields. */

export interface ColdStart {
  /** From 1. */
  readonly line: number;
  readonly time: number;
  readonly name: string;
  readonly runtime: string;
  /** As the file writes it. */
  readonly latency: number;
}

export function coldStarts(text: string): readonly ColdStart[] {
  const [header, ...lines] = text.trimEnd().split(/\r?\n/);
  const columns = header.split(',');
  return lines.map((line, i) => {
    const fields = line.split(',');
    const field = (name: string) => fields[columns.indexOf(name)];
    return {
      line: i + 2,
      time: Number(field('__time__')),
      name: field('functionName'),
      runtime: field('runtime'),
      latency: Number(field('latency')),
    };
  });
}

/** Linear interpolation between order statistics. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = p * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
}

/** The expected content of a hover on a cold start; latencies in the file's unit. */
export function standing(all: readonly ColdStart[], one: ColdStart) {
  const its = all.filter(({ name }) => name === one.name);
  const earlier = its.filter(({ time, line }) => time < one.time || (time === one.time && line < one.line));
  const latencies = its.map(({ latency }) => latency);
  const ofRuntime = all.filter(({ runtime }) => runtime === one.runtime).map(({ latency }) => latency);
  const atMost = (values: readonly number[]) => values.filter((value) => value <= one.latency).length / values.length;
  const quantiles = (values: readonly number[]) => [0.5, 0.95, 0.99].map((p) => quantile(values, p));
  return {
    count: its.length,
    position: earlier.length + 1,
    sincePrevious: earlier.length === 0 ? null : one.time - Math.max(...earlier.map(({ time }) => time)),
    inSecond: all.filter(({ time }) => Math.floor(time) === Math.floor(one.time)).length,
    inMinute: its.filter(({ time }) => time > one.time - 60 && time <= one.time).length,
    ofFunction: { share: atMost(latencies), quantiles: quantiles(latencies) },
    ofRuntime: { share: atMost(ofRuntime), quantiles: quantiles(ofRuntime), count: ofRuntime.length },
  };
}
