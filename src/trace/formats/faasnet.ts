import { RELEASED_TRACE } from '../table';
import type { MappingFormat } from './format';
import { columnOf, mappingOf } from './tableMapping';

/**
 * The trace that the paper's authors release, with any delimiter and below comments. Its first column may be an index
 * without a name. Users found latencies in seconds and in milliseconds, so the median decides.
 */
export const faasnet: MappingFormat = {
  kind: 'mapping',
  id: RELEASED_TRACE,
  title: 'FaaSNet trace',
  knownBy: 'columns __time__, functionName and latency',
  recognise(table) {
    const required = ['__time__', 'functionName', 'latency'];
    if (!required.every((name) => table.names.includes(name))) return null;
    const memory = columnOf(table, 'memoryMB');
    const runtime = columnOf(table, 'runtime');
    return mappingOf(table, {
      time: { column: '__time__', as: 'auto', zone: 0, relative: false },
      function: { parts: [{ column: 'functionName' }] },
      latency: { column: 'latency', unit: 'auto' },
      ...(runtime !== undefined && { runtime: { parts: [{ column: runtime }] } }),
      ...(memory !== undefined && { memoryMB: { column: memory, unit: 'MB' } }),
      assumptions: [],
    });
  },
};
