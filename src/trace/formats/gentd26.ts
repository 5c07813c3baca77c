import type { MappingFormat } from './format';
import { columnsOf, mappingOf } from './tableMapping';

/** Times in which containers loaded a model, from Alibaba's cluster-trace-v2026-GenAI. It names no functions. */
export const gentd26: MappingFormat = {
  kind: 'mapping',
  id: 'gentd26',
  title: 'Alibaba GenAI model loads (GenTD26)',
  knownBy: 'columns timestamp_anon, value and container_ip',
  recognise(table) {
    const names = columnsOf(table, 'timestamp_anon', 'value', 'container_ip');
    if (names === null) return null;
    return mappingOf(table, {
      time: { column: names.timestamp_anon, as: 's', zone: 0, relative: false },
      function: { parts: [{ column: names.container_ip }] },
      latency: { column: names.value, unit: 'ms' },
      assumptions: [
        { key: 'unit', text: 'values are latencies of model loads, in ms' },
        { key: 'function', text: 'a function is a container: the file names no functions' },
      ],
    });
  },
};
