import { memberOf } from '../formats/jsonValues';
import type { Beginning, ForeignFile } from './foreignFile';

/** `bin(1h)`, `count(*)`, `pct(x, 99)`, `avg(@duration)`. Results of SQL have other functions of columns. */
const AGGREGATE =
  /^(?:bin\s*\(\s*\d{1,9}\s*\w{1,20}\s*\)|count\s*\(\s*\*?\s*\)|pct\s*\(.*,\s*[\d.]+\s*\)|\w+\s*\(\s*@.*\))$/i;
const LONGEST_NAME = 200;
const NAMES_EXAMINED = 100;

/** Results of a CloudWatch Logs Insights query with `stats`: CSV, JSON, Markdown, or `get-query-results`. */
export const aggregatedInsights: ForeignFile = {
  id: 'aggregated-insights',
  title: 'Aggregated results of CloudWatch Logs Insights',
  recognise: (beginning) => fieldsOf(beginning).some((name) => name.length <= LONGEST_NAME && AGGREGATE.test(name)),
  why: 'It holds averages, counts or percentiles of many invocations instead of the invocations.',
  instead: 'Run a query without stats in Logs Insights and export its results.',
  query:
    'fields @timestamp, @log, @logStream, @requestId, @type, @initDuration, @duration, @memorySize, @maxMemoryUsed, @message | filter @type = "REPORT"',
};

function fieldsOf({ names, head, sample }: Beginning): string[] {
  if (head.startsWith('|')) return names.slice(0, NAMES_EXAMINED).map((name) => name.trim());
  const [first] = firstResults(sample?.members) ?? sample?.values ?? [];
  // A quoted name is a JSON text.
  if (typeof first !== 'object' || first === null) return names.slice(0, NAMES_EXAMINED);
  // `get-query-results` has a list of fields for each row.
  if (Array.isArray(first)) return first.map((field) => String(memberOf(field, 'field')));
  return Object.keys(first);
}

function firstResults(members: unknown): readonly unknown[] | null {
  const results = memberOf(members, 'results');
  return Array.isArray(results) ? results : null;
}
