import { Explorer } from '../explore';
import { filterFields } from '../filter';
import type { ExploreQueryName, TraceQueries } from '../protocol/queries';
import type { Handlers } from '../protocol/rpc';
import { describedColumns } from '../statistics';
import { type OpenTrace, openTable } from './openTrace';
import { noTrace } from './traceQueries';
import { turnTaker } from './turns';

/** Answers the queries of the Explore tab. @param current the trace that was read last, null before any was read */
export function exploreQueries(current: () => OpenTrace | null): Pick<Handlers<TraceQueries>, ExploreQueryName> {
  const explorers = new WeakMap<OpenTrace, Explorer>();
  const explorer = () => {
    const trace = current() ?? noTrace();
    const known = explorers.get(trace) ?? explorerOf(trace);
    explorers.set(trace, known);
    return known;
  };
  return {
    explore: async (request, signal) => explorer().answer(request, turnTaker(signal)),
  };
}

function explorerOf(trace: OpenTrace): Explorer {
  const { relativeTime, table } = trace.file;
  const { byTime } = trace.index;
  const timeRange =
    byTime.length === 0 ? null : { from: table.time[byTime[0]], to: table.time[byTime[byTime.length - 1]] };
  const fields = filterFields({ described: describedColumns(table), relativeTime, timeRange });
  return new Explorer({ ...openTable(trace), fields });
}
