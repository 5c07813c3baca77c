import { requireFilter } from '../filter';
import type { Handlers } from '../protocol/rpc';
import type { WorkerRequests } from '../protocol/worker';
import { parseRunFile, type RunFile, type RunRequest, requestsOf, runFileOf, runFileText } from '../simulation';
import { parseSweep, type Sweep, shownValues, sweepText, unitCount } from '../sweep';
import type { OpenTrace } from './openTrace';
import { fieldsOf } from './traceQueries';

type RunFileQueries = Pick<
  WorkerRequests,
  'parseRunFile' | 'runFileRequests' | 'runFileText' | 'sweepUnits' | 'sweepText'
>;

/** Answers the queries about files of runs and sweeps. @param current the trace that was read last; null for none */
export function runFileQueries(current: () => OpenTrace | null): Handlers<RunFileQueries> {
  /** @param name of the trace */
  const fileOf = async (requests: readonly RunRequest[], name: string): Promise<RunFile> => {
    const trace = current();
    const named = trace && {
      name,
      sha256: await trace.sha256,
      nameOf: (functionId: number) => trace.file.table.functionNames.at(functionId),
    };
    return runFileOf(requests, named);
  };
  return {
    parseRunFile: ({ text, name }) => parseRunFile(text, name),
    runFileRequests: ({ file, functionId }) => requestsOf(file, functionId),
    runFileText: async ({ requests, name }) => {
      const file = await fileOf(requests, name);
      return { text: runFileText(file), about: aboutOf(file) };
    },
    sweepUnits: async ({ requests, axes }) => {
      const sweep = parseSweep(sweepText(await fileOf(requests, 'trace'), axes));
      requireFilters(sweep, current());
      const named = sweep.axes.filter(({ name }) => axes.some((axis) => axis.name === name));
      return {
        units: unitCount(sweep),
        axes: named.map(({ values }) => ({ values: values.length, shown: shownValues(values) })),
      };
    },
    sweepText: async ({ requests, axes, name }) => {
      const file = await fileOf(requests, name);
      const text = sweepText(file, axes);
      requireFilters(parseSweep(text), current());
      return { text, about: aboutOf(file) };
    },
  };
}

/** Only the trace tells whether it can be filtered so. Throws a `FilterError`. */
function requireFilters({ axes }: Sweep, trace: OpenTrace | null): void {
  const filters = axes.find(({ name }) => name === 'where')?.values ?? [];
  if (trace) for (const filter of filters) requireFilter(String(filter), fieldsOf(trace));
}

/** The name of what is simulated. */
const aboutOf = ({ workload, trace }: RunFile) =>
  workload.kind === 'profile' ? workload.name : (trace?.name ?? 'burst');
