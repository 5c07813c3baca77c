import { Explorer } from '../explore';
import type { ExploreQueryName, TraceQueries } from '../protocol/queries';
import type { Handlers } from '../protocol/rpc';
import { type OpenTrace, openTable } from './openTrace';
import { fieldsOf, noTrace } from './traceQueries';
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
    explore: async (request, signal) => {
      const { heat, ...answer } = await explorer().answer(request, turnTaker(signal));
      return { ...answer, heat: heat.id === request.heatId ? null : heat };
    },
  };
}

function explorerOf(trace: OpenTrace): Explorer {
  return new Explorer({ ...openTable(trace), fields: fieldsOf(trace) });
}
