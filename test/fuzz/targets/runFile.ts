import { AdvisedError } from '../../../src/errors';
import { parseRunFile, resolveParameters, runFileText } from '../../../src/simulation';
import { mustAgree, mustBeWorded, type Target } from '../target';

const run = {
  systems: ['faasnet', 'baseline'],
  parameters: resolveParameters({ nicMBps: 50 }),
  failures: [{ vm: 12, time: 3.5 }],
  seed: 7,
  seeds: 3,
};
const FILES = [
  runFileText({
    ...run,
    workload: { kind: 'burst', containers: 128, functions: 1, imageMB: null, memoryMB: 512 },
    trace: null,
  }),
  runFileText({
    ...run,
    workload: {
      kind: 'profile',
      name: 'rates.csv',
      csv: 'sec,rps\n0,1\n1,2\n',
      leadInSeconds: 900,
      runSeconds: 0.5,
      imageMB: null,
      memoryMB: 512,
    },
    trace: null,
  }),
  runFileText({
    ...run,
    workload: { kind: 'trace', from: 1.5, to: null, functionName: 'f' },
    trace: { name: 'trace.csv', sha256: 'a'.repeat(64) },
  }),
];

/** A run file is refused in words, or read; what was read can be written and read again. */
export const runFile: Target = {
  name: 'runFile',
  // All parameters make files of 3 KB, in which few mutations meet anything else: shorter ones are tried too.
  seeds: FILES.flatMap((text) => [text, JSON.stringify({ ...JSON.parse(text), parameters: { nicMBps: 50 } })]).map(
    (text) => new TextEncoder().encode(text),
  ),
  tokens: [
    '{}',
    '[]',
    'null',
    '"__proto__":1,',
    '"kind":"trace"',
    '"kind":"burst"',
    '1e999',
    '-1',
    '0.5',
    '"',
    ',',
    '\\u0000',
    '4294967296',
  ],
  check(input) {
    const text = new TextDecoder().decode(input);
    try {
      const file = parseRunFile(text);
      mustAgree('a run file written and read again', parseRunFile(runFileText(file)), file);
    } catch (error) {
      if (!(error instanceof AdvisedError)) throw error;
      mustBeWorded(error.message);
    }
  },
};
