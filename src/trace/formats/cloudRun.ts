import { counted } from '../../text';
import type { Assumption } from '../table';
import { parseTime } from '../times';
import type { RecordFormat, RecordParser, RecordSink, SourceRecord } from './format';
import { memberOf, textOf } from './jsonValues';

const STARTING = /^Starting new instance\. Reason: ([A-Z][A-Z_]{0,60})\b/;
const PROBE = /\bSTARTUP \w+ probe (succeeded|failed)\b/;
/** The runtime of a base image such as `…/google-22/runtimes/python311:python311_20250303_RC00`. */
const RUNTIME = /\/runtimes\/([\w.-]{1,40}):/;

const ASSUMPTIONS: readonly Assumption[] = [
  { key: 'unit', text: 'latencies run from the start of an instance to its last startup probe that succeeded' },
  { key: 'function', text: 'a function is a service' },
  { key: 'cold', text: 'an instance whose start and startup probe are in the file is a cold start' },
];

/** Logs of Cloud Run and of second-generation Cloud Functions, from `gcloud logging read` or the Logs Explorer. */
export const cloudRun: RecordFormat = {
  kind: 'records',
  id: 'cloud-run',
  title: 'Cloud Run starts',
  knownBy: 'JSON log entries of cloud_run_revision',
  columns: [
    { key: 'reason', title: 'reason of the start', role: 'label' },
    { key: 'revision', title: 'revision', role: 'label' },
    { key: 'region', title: 'region', role: 'label' },
  ],
  recognise: ({ values }) => (values.some(isOfCloudRun) ? { as: 'json' } : null),
  parser: (sink) => new CloudRunParser(sink),
};

function isOfCloudRun(value: unknown): boolean {
  return memberOf(value, 'resource', 'type') === 'cloud_run_revision' && memberOf(value, 'timestamp') !== undefined;
}

interface Start {
  readonly line: number;
  readonly time: number;
  readonly service: string;
  readonly reason: string;
  readonly revision: string | undefined;
  readonly region: string | undefined;
}

/** What the log tells of an instance. Entries come in any order, mostly newest first. */
interface Instance {
  /** Several only where exports overlap. */
  readonly starts: Start[];
  /** Of the last probe that succeeded, which is that of the slowest container; NaN without one. */
  ready: number;
  hasFailed: boolean;
  runtime: string | undefined;
}

class CloudRunParser implements RecordParser {
  readonly #instances = new Map<string, Instance>();
  #rollouts = 0;

  constructor(readonly sink: RecordSink) {}

  assumptions(): readonly Assumption[] {
    if (this.#rollouts === 0) return ASSUMPTIONS;
    const starts = counted(this.#rollouts, 'cold start');
    return [...ASSUMPTIONS, { key: 'cold', text: `${starts} of a deployment (DEPLOYMENT_ROLLOUT), not of demand` }];
  }

  record({ line, value }: SourceRecord) {
    if (!isOfCloudRun(value)) return this.sink.other('other record');
    const message = textOf(memberOf(value, 'textPayload')) ?? '';
    const reason = STARTING.exec(message)?.[1];
    const probe = PROBE.exec(message)?.[1];
    if (reason === undefined && probe === undefined) {
      return this.sink.other(memberOf(value, 'httpRequest') === undefined ? 'other log entry' : 'request');
    }
    const time = parseTime(textOf(memberOf(value, 'timestamp')) ?? '', 1);
    if (!(time >= 0)) return this.sink.bad(line, 'timestamp', 'a time');
    const id = textOf(memberOf(value, 'labels', 'instanceId'));
    if (id === undefined) return this.sink.bad(line, 'labels.instanceId', 'the id of an instance');
    const service = textOf(memberOf(value, 'resource', 'labels', 'service_name'));
    if (reason !== undefined && service === undefined) {
      return this.sink.bad(line, 'resource.labels.service_name', 'the name of a service');
    }
    const instance = this.#instanceOf(id);
    instance.runtime ??= RUNTIME.exec(
      textOf(memberOf(value, 'labels', 'run.googleapis.com/base_image_versions')) ?? '',
    )?.[1];
    if (reason !== undefined && service !== undefined) {
      const revision = textOf(memberOf(value, 'resource', 'labels', 'revision_name'));
      const region = textOf(memberOf(value, 'resource', 'labels', 'location'));
      instance.starts.push({ line, time, service, reason, revision, region });
    } else if (probe === 'failed') {
      instance.hasFailed = true;
      this.sink.other('startup probe that failed');
    } else {
      instance.ready = Number.isNaN(instance.ready) ? time : Math.max(instance.ready, time);
      this.sink.other('startup probe');
    }
  }

  end(): void {
    for (const [id, instance] of this.#instances) {
      for (const start of instance.starts) this.#report(id, start, instance);
    }
    this.#instances.clear();
  }

  #report(id: string, { line, time, service, ...labels }: Start, { ready, hasFailed, runtime }: Instance) {
    if (Number.isNaN(ready)) return this.sink.other(hasFailed ? 'start that failed' : 'start without a probe');
    if (ready < time) return this.sink.bad(line, 'timestamp', 'a time before that of the startup probe');
    if (labels.reason === 'DEPLOYMENT_ROLLOUT') this.#rollouts++;
    this.sink.cold({ line, time, function: service, latency: ready - time, runtime, id, labels });
  }

  #instanceOf(id: string): Instance {
    const known = this.#instances.get(id);
    if (known) return known;
    const created: Instance = { starts: [], ready: Number.NaN, hasFailed: false, runtime: undefined };
    this.#instances.set(id, created);
    return created;
  }
}
