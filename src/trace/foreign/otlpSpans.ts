import { memberOf } from '../formats/jsonValues';
import type { ForeignFile } from './foreignFile';

/** Spans of OpenTelemetry's collector as JSON. */
export const otlpSpans: ForeignFile = {
  id: 'otlp-spans',
  title: 'OpenTelemetry spans',
  recognise: ({ sample, head }) =>
    Array.isArray(memberOf(sample?.members, 'resourceSpans')) || /^\s*(?:\[\s*)?\{\s*"resourceSpans"\s*:/.test(head),
  why: 'A span with faas.coldstart tells that a request was cold, and its duration is that of the request.',
  instead: "Export the platform's own log instead, such as the REPORT lines of AWS Lambda.",
};
