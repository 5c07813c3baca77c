import { splitRecord } from '../csvText';
import type { Delimiter, Sample } from '../formats';
import { TraceError } from '../traceError';
import { aggregatedInsights } from './aggregatedInsights';
import { alibabaGpu2025 } from './alibabaGpu2025';
import { azure2019Durations } from './azure2019Durations';
import { azure2019Invocations } from './azure2019Invocations';
import { azure2019Memory } from './azure2019Memory';
import { azure2021Invocations } from './azure2021Invocations';
import { azureAppInsights } from './azureAppInsights';
import { azureBlobAccesses } from './azureBlobAccesses';
import { azureLlmInference } from './azureLlmInference';
import type { Beginning, ForeignFile } from './foreignFile';
import { googleFunctionsV1 } from './googleFunctionsV1';
import { googleHourly } from './googleHourly';
import { huawei2025Requests } from './huawei2025Requests';
import { huawei2025Runtimes } from './huawei2025Runtimes';
import { huaweiTimeSeries } from './huaweiTimeSeries';
import { ibmCodeEngine } from './ibmCodeEngine';
import { invitroDurations } from './invitroDurations';
import { kubectlText } from './kubectlText';
import { kubernetesYaml } from './kubernetesYaml';
import { lambdaPerf } from './lambdaPerf';
import { otlpSpans } from './otlpSpans';
import { pickle } from './pickle';
import { prometheus } from './prometheus';
import { sebsResults } from './sebsResults';
import { stellarLatencies } from './stellarLatencies';

export type { ForeignFile } from './foreignFile';
export * from './requests';

/** Files that are no cold-start traces. The first that recognises a file names it. */
export const FOREIGN_FILES: readonly ForeignFile[] = [
  azure2019Invocations,
  azure2019Durations,
  azure2019Memory,
  azure2021Invocations,
  azureBlobAccesses,
  azureLlmInference,
  azureAppInsights,
  huaweiTimeSeries,
  huawei2025Requests,
  huawei2025Runtimes,
  alibabaGpu2025,
  googleHourly,
  googleFunctionsV1,
  ibmCodeEngine,
  stellarLatencies,
  invitroDurations,
  sebsResults,
  lambdaPerf,
  aggregatedInsights,
  kubectlText,
  kubernetesYaml,
  otlpSpans,
  prometheus,
  pickle,
];

const FIELD_SEPARATORS: readonly Delimiter[] = [',', ';', '\t', '|'];
/** Names by which a file is told from others. */
const MOST_NAMES = 300;
/** Characters of a header with quoted names that are examined. */
const LONGEST_QUOTED = 1 << 13;

/**
 * What a file is that no format recognises; null if that is not known.
 * @param bytes its beginning, at most `SAMPLE_BYTES`
 * @param sample the same, prepared for formats; null if it is no text
 */
export function foreignFile(bytes: Uint8Array, sample: Sample | null): ForeignFile | null {
  const head = new TextDecoder().decode(bytes);
  const beginning: Beginning = { bytes, head, names: namesOf(head), sample };
  return FOREIGN_FILES.find((file) => file.recognise(beginning)) ?? null;
}

/** The foreign file of an id; null for any other text, such as the subject of another error. */
export function foreignFileOf(id: string): ForeignFile | null {
  return FOREIGN_FILES.find((file) => file.id === id) ?? null;
}

/** The error for a file that is no cold-start trace. */
export function foreignError(file: ForeignFile): TraceError {
  const { id, title, why, instead, query, requests } = file;
  const profile = requests ? 'Simulate its requests as a request-rate profile. ' : '';
  const ask = query === undefined ? '' : ` The query: ${query}`;
  return new TraceError('foreign', `This is no cold-start trace: ${title}. ${why}`, `${profile}${instead}${ask}`, {
    foreign: id,
  });
}

function namesOf(head: string): string[] {
  const line = /^\s*([^\r\n]*)/.exec(head)?.[1] ?? '';
  let [separator, most]: [Delimiter, number] = [',', 0];
  for (const candidate of FIELD_SEPARATORS) {
    const fields = line.split(candidate, MOST_NAMES).length;
    if (fields > most) [separator, most] = [candidate, fields];
  }
  const fields = line.includes('"')
    ? splitRecord(line.slice(0, LONGEST_QUOTED), separator).slice(0, MOST_NAMES)
    : line.split(separator, MOST_NAMES);
  return fields.map((name) => name.trim());
}
