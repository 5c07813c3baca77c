import type { Assumption } from '../table';
import type { RecordFormat, RecordSink, SourceRecord } from './format';
import { memberOf, numberOf, objectOf, sizeOf, textOf } from './jsonValues';

/** What `response.status` may be, by Apache OpenWhisk's source. Any other text might be a message. */
const STATUSES = ['success', 'application error', 'action developer error', 'whisk internal error'];
const VERSION = /^\d{1,9}(\.\d{1,9}){0,3}$/;

const ASSUMPTIONS: readonly Assumption[] = [
  { key: 'unit', text: 'latencies are initTime, in ms, without the wait before the start (waitTime)' },
  { key: 'function', text: 'a function is the path of its action' },
  { key: 'cold', text: 'an activation with an initTime is a cold start' },
];

/** Activations of Apache OpenWhisk: `wsk activation list --full`, `wsk activation get`, or a dump of its database. */
export const openwhisk: RecordFormat = {
  kind: 'records',
  id: 'openwhisk',
  title: 'OpenWhisk activations',
  knownBy: 'JSON values with an activationId and annotations',
  columns: [
    { key: 'waitTime', title: 'wait before the start', role: 'measure', unit: 's' },
    { key: 'duration', title: 'run time', role: 'measure', unit: 's' },
    { key: 'version', title: 'version', role: 'label' },
    { key: 'status', title: 'status', role: 'label' },
  ],
  recognise: ({ values }) => (values.some(isActivation) ? { as: 'json' } : null),
  parser: (sink) => ({ record: (record) => readActivation(record, sink), assumptions: () => ASSUMPTIONS }),
};

function isActivation(value: unknown): boolean {
  const activation = objectOf(value);
  return (
    activation !== null &&
    typeof activation.activationId === 'string' &&
    Array.isArray(activation.annotations) &&
    'start' in activation
  );
}

function readActivation({ line, value }: SourceRecord, sink: RecordSink) {
  if (!isActivation(value)) return sink.other('other record');
  const annotations = annotationsOf(memberOf(value, 'annotations'));
  const isCold = annotations.has('initTime');
  if (!isCold && annotations.get('kind') === 'sequence') return sink.other('sequence');
  if (!isCold && !['kind', 'waitTime', 'limits'].some((key) => annotations.has(key))) {
    return sink.other('trigger or rule');
  }
  const time = numberOf(memberOf(value, 'start')) / 1000;
  if (!(time >= 0)) return sink.bad(line, 'start', 'a time in milliseconds since 1970');
  const name = nameOf(value, annotations);
  if (name === undefined) return sink.bad(line, 'name', 'the name of an action');
  const invocation = { line, time, function: name, id: textOf(memberOf(value, 'activationId')) };
  if (!isCold) return sink.warm(invocation);
  const latency = numberOf(annotations.get('initTime')) / 1000;
  if (!(latency >= 0)) return sink.bad(line, 'initTime', 'a duration in milliseconds, 0 or more');
  sink.cold({
    ...invocation,
    latency,
    runtime: textOf(annotations.get('kind')),
    memoryMB: sizeOf(memberOf(annotations.get('limits'), 'memory')),
    numbers: {
      waitTime: sizeOf(annotations.get('waitTime'), 1000),
      duration: sizeOf(memberOf(value, 'duration'), 1000),
    },
    labels: { version: versionOf(value), status: statusOf(value) },
  });
}

function annotationsOf(list: unknown): Map<unknown, unknown> {
  const pairs = Array.isArray(list) ? list.map(objectOf) : [];
  return new Map(pairs.flatMap((pair) => (pair ? [[pair.key, pair.value]] : [])));
}

function nameOf(value: unknown, annotations: ReadonlyMap<unknown, unknown>): string | undefined {
  const path = textOf(annotations.get('path'));
  if (path !== undefined) return path;
  const [namespace, name] = [textOf(memberOf(value, 'namespace')), textOf(memberOf(value, 'name'))];
  return namespace === undefined || name === undefined ? name : `${namespace}/${name}`;
}

function versionOf(value: unknown): string | undefined {
  const version = textOf(memberOf(value, 'version'));
  return version !== undefined && VERSION.test(version) ? version : undefined;
}

function statusOf(value: unknown): string | undefined {
  const status = memberOf(value, 'response', 'status');
  return STATUSES.find((known) => known === status) ?? STATUSES[numberOf(memberOf(value, 'response', 'statusCode'))];
}
