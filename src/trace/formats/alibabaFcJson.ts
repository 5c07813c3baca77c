import type { Assumption } from '../table';
import type { RecordFormat, RecordSink, SourceRecord } from './format';
import { memberOf, numberOf, objectOf, sizeOf, textOf } from './jsonValues';

/** Topics of a log store of Function Compute; only the first one's records are invocations. */
const TOPIC = /^FC(RequestMetrics|Logs|InstanceEvents|InstanceMetrics)\b/;
const REQUEST_METRICS = 'RequestMetrics';

const ASSUMPTIONS: readonly Assumption[] = [
  { key: 'unit', text: 'latencies are coldStartLatencyMs, in ms, without scheduleLatencyMs' },
  { key: 'function', text: 'a function is serviceName/functionName' },
  { key: 'cold', text: 'a request with isColdStart = true is a cold start' },
];

/** Request metrics of Alibaba Cloud Function Compute, as its Simple Log Service exports them: an object a line. */
export const alibabaFcJson: RecordFormat = {
  kind: 'records',
  id: 'alibaba-fc',
  title: 'Alibaba Function Compute request metrics',
  knownBy: 'JSON records with a __topic__ that begins with FC',
  columns: [
    { key: 'code', title: 'code', role: 'stage' },
    { key: 'runtimeInit', title: 'runtime init', role: 'stage' },
    { key: 'scheduling', title: 'scheduling', role: 'measure', unit: 's' },
    { key: 'resourceMode', title: 'resource mode', role: 'label' },
    { key: 'qualifier', title: 'qualifier', role: 'label' },
  ],
  recognise: ({ values }) => (values.some(isOfFunctionCompute) ? { as: 'json' } : null),
  parser: (sink) => ({ record: (record) => readRequest(record, sink), assumptions: () => ASSUMPTIONS }),
};

function isOfFunctionCompute(value: unknown): boolean {
  const topic = textOf(memberOf(value, '__topic__'));
  return topic === undefined ? isRequest(value) : TOPIC.test(topic);
}

/** Without a topic, as from a query. */
function isRequest(value: unknown): boolean {
  const record = objectOf(value);
  return record !== null && 'functionName' in record && ('isColdStart' in record || 'coldStartLatencyMs' in record);
}

function readRequest({ line, value }: SourceRecord, sink: RecordSink) {
  if (!isOfFunctionCompute(value)) return sink.other('other record');
  const topic = TOPIC.exec(textOf(memberOf(value, '__topic__')) ?? '')?.[1] ?? REQUEST_METRICS;
  if (topic !== REQUEST_METRICS) return sink.other(`FC${topic} record`);
  const name = textOf(memberOf(value, 'functionName'));
  if (name === undefined) return sink.bad(line, 'functionName', 'the name of a function');
  const service = textOf(memberOf(value, 'serviceName'));
  const time = timeOf(value);
  if (!(time >= 0)) return sink.bad(line, '__time__', 'a time in seconds since 1970');
  const id = textOf(memberOf(value, 'requestId'));
  const invocation = { line, time, function: service === undefined ? name : `${service}/${name}`, id };
  if (!isCold(value)) return sink.warm(invocation);
  const latency = numberOf(memberOf(value, 'coldStartLatencyMs')) / 1000;
  if (!(latency >= 0)) return sink.bad(line, 'coldStartLatencyMs', 'a duration in milliseconds, 0 or more');
  sink.cold({
    ...invocation,
    latency,
    memoryMB: sizeOf(memberOf(value, 'memoryMB')),
    numbers: {
      code: sizeOf(memberOf(value, 'prepareCodeLatencyMs'), 1000),
      runtimeInit: sizeOf(memberOf(value, 'runtimeInitializationMs'), 1000),
      scheduling: sizeOf(memberOf(value, 'scheduleLatencyMs'), 1000),
    },
    labels: {
      resourceMode: textOf(memberOf(value, 'resourceMode')),
      qualifier: textOf(memberOf(value, 'qualifier')),
    },
  });
}

/** When the cold start began; of any other request, when it was logged. */
function timeOf(value: unknown): number {
  const start = numberOf(memberOf(value, 'coldStartStartTimestamp')) / 1000;
  return start > 0 ? start : numberOf(memberOf(value, '__time__'));
}

function isCold(value: unknown): boolean {
  const flag = memberOf(value, 'isColdStart');
  if (flag === undefined || flag === '') return textOf(memberOf(value, 'coldStartLatencyMs')) !== undefined;
  return String(flag).toLowerCase() === 'true';
}
