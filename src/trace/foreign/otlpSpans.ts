import { memberOf } from '../formats/jsonValues';
import type { ForeignFile } from './foreignFile';

/** Spans of OpenTelemetry's collector as JSON. */
export const otlpSpans: ForeignFile = {
  id: 'otlp-spans',
  title: 'OpenTelemetry spans',
  recognise: ({ sample, head }) =>
    Array.isArray(memberOf(sample?.members, 'resourceSpans')) || /^\s*(?:\[\s*)?\{\s*"resourceSpans"\s*:/.test(head),
  why: 'Its spans are those of requests, but for the ones named /init by the Lambda receiver, which are not read yet.',
  instead: "Export the platform's own log instead, such as the REPORT lines of AWS Lambda.",
};
