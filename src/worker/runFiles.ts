import type { Handlers } from '../protocol/rpc';
import type { WorkerRequests } from '../protocol/worker';
import { parseRunFile, requestsOf, runFileOf, runFileText } from '../simulation';
import type { OpenTrace } from './openTrace';

type RunFileQueries = Pick<WorkerRequests, 'parseRunFile' | 'runFileRequests' | 'runFileText'>;

/** Answers the queries about run files. @param current the trace that was read last, null before any was read */
export function runFileQueries(current: () => OpenTrace | null): Handlers<RunFileQueries> {
  return {
    parseRunFile: ({ text, name }) => parseRunFile(text, name),
    runFileRequests: ({ file, functionId }) => requestsOf(file, functionId),
    runFileText: async ({ requests, name }) => {
      const trace = current();
      const named = trace && {
        name,
        sha256: await trace.sha256,
        nameOf: (functionId: number) => trace.file.table.functionNames.at(functionId),
      };
      const file = runFileOf(requests, named);
      const about = file.workload.kind === 'profile' ? file.workload.name : file.trace ? name : 'burst';
      return { text: runFileText(file), about };
    },
  };
}
