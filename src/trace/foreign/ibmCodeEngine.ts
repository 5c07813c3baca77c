import { type ForeignFile, hasNames } from './foreignFile';

/** Tables of github.com/ubc-cirrus-lab/ibm-cloud-code-engine-traces after conversion from pickles. */
export const ibmCodeEngine: ForeignFile = {
  id: 'ibm-code-engine',
  title: "IBM Cloud Code Engine's trace",
  recognise: (beginning) => hasNames(beginning, ['NamespaceHash', 'AppHash']),
  why: 'It holds requests and their times, and does not tell which were cold starts.',
  instead: "Convert it with InVitro's converter to counts by the minute: those can be simulated.",
};
