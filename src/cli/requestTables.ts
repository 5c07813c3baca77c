import type { ResponseSpan } from '../simulation';
import { alignedSeconds, count, duration } from '../text';
import { textTable } from './layout';
import type { SystemReport } from './systemReport';

const PERCENTILES = ['mean', 'p50', 'p90', 'p95', 'p99', 'p99.9', 'max'] as const;

const COUNTS = ['cold', 'warm', 'waited', 'retried', 'lost', 'containers started'];

function percentilesOf({ mean, p50, p90, p95, p99, p999, max }: SystemReport['provisioningSeconds']): string[] {
  return [mean, p50, p90, p95, p99, p999, max].map(alignedSeconds);
}

/**
 * The tables of a workload with requests: response times, the containers that requests ordered, and responses over
 * time. Empty for other workloads.
 * @param responses of each report's system
 */
export function requestTables(
  reports: readonly SystemReport[],
  responses: readonly (readonly ResponseSpan[])[],
): string[] {
  return [...responseTable(reports), ...containerTable(reports), ...overTimeTable(reports, responses)];
}

function responseTable(reports: readonly SystemReport[]): string[] {
  const rows = reports.flatMap(({ system, responseSeconds, requests, totals }) => {
    if (!responseSeconds || !requests) return [];
    const { cold, warm, waited, containers } = requests;
    const counts = [cold, warm, waited, totals.retriedRequests, totals.lostRequests, containers];
    return [[system, ...percentilesOf(responseSeconds), ...counts.map(count)]];
  });
  if (rows.length === 0) return [];
  const title = 'Simulated response (provisioning and run), seconds';
  return [...textTable([title, ...PERCENTILES, ...COUNTS], rows), ''];
}

function containerTable(reports: readonly SystemReport[]): string[] {
  const rows = reports.flatMap(({ system, containerSeconds }) =>
    containerSeconds ? [[system, ...percentilesOf(containerSeconds)]] : [],
  );
  if (rows.length === 0) return [];
  return [...textTable(['Simulated containers: order to start, seconds', ...PERCENTILES], rows), ''];
}

function overTimeTable(reports: readonly SystemReport[], responses: readonly (readonly ResponseSpan[])[]): string[] {
  const [first] = responses;
  if (!first || first.length === 0) return [];
  const systems = reports.map(({ system }) => system);
  const title = 'Simulated longest response by time of arrival, seconds';
  return [
    ...textTable(
      [title, 'requests', ...systems],
      first.map(({ from, requests }, at) => [
        `from ${duration(from)}`,
        count(requests),
        ...responses.map((spans) => (spans[at]?.requests > 0 ? alignedSeconds(spans[at].longest) : '–')),
      ]),
    ),
    '',
  ];
}
