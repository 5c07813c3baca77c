import type { Assumption } from '../table';
import { parseTime } from '../times';
import type { RecordFormat, RecordSink, SourceRecord } from './format';
import { GO_DURATION, parseGoDuration } from './goDuration';
import { imageName } from './imageName';
import { memberOf, objectOf, textOf } from './jsonValues';

/**
 * The kubelet's words for a pull: `… in 49.6s` since Kubernetes 1.20, `… in 6.2s (9.8s including waiting)` since 1.27,
 * `… Image size: 68507108 bytes.` since 1.30. Before them may stand `(combined from similar events): `.
 */
const PULLED = new RegExp(
  `Successfully pulled image "([^"]+)" in (${GO_DURATION})(?: \\((${GO_DURATION}) including waiting\\))?(?:\\. Image size: (\\d{1,15}) bytes)?`,
);
const PRESENT = /image "([^"]+)" already present on machine/;

/** Reasons of events that are counted by name; other reasons are free text of other components. */
const REASONS = ['Scheduled', 'Pulling', 'Created', 'Started', 'Failed', 'BackOff', 'Killing', 'Unhealthy'];

const ASSUMPTIONS: readonly Assumption[] = [
  { key: 'unit', text: 'latencies are image pulls, with the wait for other pulls where the event tells it' },
  { key: 'function', text: 'a function is an image without tag and digest' },
  {
    key: 'cold',
    text: 'a pull is a cold start, from the second in which it begins; an image already present is a warm invocation',
  },
];

/** `kubectl get events -o json`, also with `--watch`, and exporters that write an event a line. */
export const kubernetesEvents: RecordFormat = {
  kind: 'records',
  id: 'kubernetes-events',
  title: 'Kubernetes image pulls',
  knownBy: 'JSON events of pods (kubectl get events -o json)',
  columns: [
    { key: 'wait', title: 'wait', role: 'stage' },
    { key: 'pull', title: 'pull', role: 'stage' },
    { key: 'imageBytes', title: 'image size', role: 'measure', unit: 'bytes' },
    { key: 'node', title: 'node', role: 'label' },
    { key: 'namespace', title: 'namespace', role: 'label' },
    { key: 'image', title: 'image', role: 'label' },
  ],
  recognise({ values, members }) {
    const items = memberOf(members, 'items');
    if (Array.isArray(items) && items.some(isEvent)) return { as: 'jsonList', list: 'items' };
    return values.some(isEvent) ? { as: 'json' } : null;
  },
  parser: (sink) => ({ record: (record) => readEvent(record, sink), assumptions: () => ASSUMPTIONS }),
};

/** The event itself: `--output-watch-events` puts it into `object`. */
function eventOf(value: unknown): unknown {
  return memberOf(value, 'object', 'reason') === undefined ? value : memberOf(value, 'object');
}

/** An event of `v1`, or of `events.k8s.io/v1`, which has other names for the same. */
function isEvent(value: unknown): boolean {
  const event = objectOf(eventOf(value));
  return (
    event !== null &&
    typeof event.reason === 'string' &&
    (objectOf(event.involvedObject) !== null || objectOf(event.regarding) !== null)
  );
}

function readEvent({ line, value }: SourceRecord, sink: RecordSink) {
  if (!isEvent(value)) return sink.other('other record');
  const event = eventOf(value);
  const reason = memberOf(event, 'reason');
  if (reason !== 'Pulled') return sink.other(`${REASONS.find((known) => known === reason) ?? 'other'} event`);
  const message = textOf(memberOf(event, 'message')) ?? textOf(memberOf(event, 'note')) ?? '';
  const pulled = PULLED.exec(message);
  const image = pulled?.[1] ?? PRESENT.exec(message)?.[1];
  if (image === undefined) return sink.other('pull without a duration');
  const text = timeOf(event);
  const end = text === undefined ? Number.NaN : parseTime(text, 1);
  if (!(end >= 0)) return sink.bad(line, 'lastTimestamp', 'a time');
  const uid = textOf(memberOf(event, 'metadata', 'uid'));
  // An event that repeats keeps its id.
  const invocation = { line, time: end, function: imageName(image), id: uid && `${uid} ${end}` };
  if (!pulled) return sink.warm(invocation);
  const [first, waiting] = [parseGoDuration(pulled[2]), pulled[3] === undefined ? null : parseGoDuration(pulled[3])];
  const latency = waiting ?? first;
  sink.cold({
    ...invocation,
    time: end - latency,
    latency,
    numbers: {
      // Until 1.26 the duration counts from the request, so that it includes a wait of unknown length.
      wait: waiting === null ? undefined : Math.max(0, waiting - first),
      pull: waiting === null ? undefined : Math.min(first, waiting),
      imageBytes: pulled[4] === undefined ? undefined : Number(pulled[4]),
    },
    labels: { node: nodeOf(event), namespace: namespaceOf(event), image },
  });
}

/** When it was last observed. */
function timeOf(event: unknown): string | undefined {
  const places = [
    ['series', 'lastObservedTime'],
    ['lastTimestamp'],
    ['deprecatedLastTimestamp'],
    ['eventTime'],
    ['firstTimestamp'],
    ['metadata', 'creationTimestamp'],
  ];
  for (const keys of places) {
    const text = textOf(memberOf(event, ...keys));
    if (text !== undefined) return text;
  }
  return undefined;
}

function nodeOf(event: unknown): string | undefined {
  return (
    textOf(memberOf(event, 'source', 'host')) ??
    textOf(memberOf(event, 'deprecatedSource', 'host')) ??
    textOf(memberOf(event, 'reportingInstance'))
  );
}

function namespaceOf(event: unknown): string | undefined {
  return (
    textOf(memberOf(event, 'involvedObject', 'namespace')) ??
    textOf(memberOf(event, 'regarding', 'namespace')) ??
    textOf(memberOf(event, 'metadata', 'namespace'))
  );
}
