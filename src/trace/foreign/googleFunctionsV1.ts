import { memberOf } from '../formats/jsonValues';
import type { ForeignFile } from './foreignFile';

/** Logs of first-generation Google Cloud Functions. */
export const googleFunctionsV1: ForeignFile = {
  id: 'google-functions-v1',
  title: 'Logs of first-generation Google Cloud Functions',
  recognise: ({ sample }) =>
    sample?.values.some((value) => memberOf(value, 'resource', 'type') === 'cloud_function') ?? false,
  why: 'It tells how long functions ran, and neither the start of instances nor cold starts.',
  instead: 'Functions of the second generation run on Cloud Run, whose logs can be read.',
};
