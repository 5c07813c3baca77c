import type { ParameterInfo, RunRequest, WorkloadRequest } from '../../src/protocol/queries';
import { plainNumber, vmFailuresText } from '../../src/text';

/** Something that was asked of two groups of runs differently. */
export interface Difference {
  readonly what: string;
  readonly ofA: string;
  readonly ofB: string;
}

/** Workload, parameters, failures and seeds in which two requests differ. */
export function differencesOf(
  a: RunRequest,
  b: RunRequest,
  parameters: readonly ParameterInfo[],
  describe: (workload: WorkloadRequest) => string,
): readonly Difference[] {
  const differing = (what: string, [ofA, ofB]: readonly string[]) => (ofA === ofB ? [] : [{ what, ofA, ofB }]);
  const both = (textOf: (request: RunRequest) => string) => [a, b].map(textOf);
  const changed = new Set([...Object.keys(a.parameters), ...Object.keys(b.parameters)]);
  return [
    ...differing(
      'Workload',
      both(({ workload }) => describe(workload)),
    ),
    ...parameters
      .filter(({ name }) => changed.has(name))
      .flatMap((info) =>
        differing(
          info.label,
          both((request) => valueText(request, info)),
        ),
      ),
    ...differing(
      'VMs that fail',
      both(({ failures = [] }) => vmFailuresText(failures) || 'none'),
    ),
    ...differing(
      'Seed',
      both(({ seed }) => String(seed)),
    ),
    ...differing(
      'Number of seeds',
      both(({ seeds }) => String(seeds)),
    ),
  ];
}

function valueText({ parameters }: RunRequest, { name, defaultValue, unit }: ParameterInfo): string {
  const value = Object.hasOwn(parameters, name) ? parameters[name] : defaultValue;
  return `${plainNumber(value)}${unit === '' ? '' : ` ${unit}`}`;
}
