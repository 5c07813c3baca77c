import type { MappedColumn, MappingFormat } from './format';
import { cellsOf, columnOf, columnsOf, mappingOf, presentOf } from './tableMapping';

/** Seconds since a data set began are fewer; seconds since 1970 are more. */
const FIRST_EPOCH_SECONDS = 1e8;

/**
 * Cold starts of Ant Group's platform (https://github.com/antgroup/AFaaS). Its description gives milliseconds and
 * bytes, but neither the form of times nor how many bytes a MB has.
 */
export const antAfaas: MappingFormat = {
  kind: 'mapping',
  id: 'ant-afaas',
  title: 'Ant Group AFaaS cold starts',
  knownBy: 'columns time, funcname, totalcost and createinstancecost',
  recognise(table) {
    const names = columnsOf(table, 'time', 'funcname', 'totalcost', 'createinstancecost');
    if (names === null) return null;
    const memory = columnOf(table, 'mem');
    const times = cellsOf(table, names.time);
    const counts = times.length > 0 && times.every((cell) => /^\d+([.,]\d+)?$/.test(cell));
    const relative = counts && Number(times[0].replace(',', '.')) < FIRST_EPOCH_SECONDS;
    return mappingOf(table, {
      time: { column: names.time, as: relative ? 's' : counts ? 'auto' : 'iso', zone: 0, relative },
      function: { parts: [{ column: names.funcname }] },
      latency: { column: names.totalcost, unit: 'ms' },
      ...(memory !== undefined && { memoryMB: { column: memory, unit: 'bytes' } }),
      extras: presentOf(table, EXTRAS),
      assumptions: [
        { key: 'unit', text: 'costs are in ms, memory is in bytes of which 1,048,576 make a MB' },
        relative
          ? { key: 'timeUnit', text: 'times are seconds since the data set began' }
          : { key: 'zone', text: 'times are UTC' },
        { key: 'function', text: 'a function is its funcname' },
      ],
    });
  },
};

const EXTRAS: readonly MappedColumn[] = [
  { key: 'allocation', title: 'pod allocation', role: 'stage', column: 'podallocationcost', fileUnit: 'ms' },
  { key: 'code', title: 'code', role: 'stage', column: 'deploycodecost', fileUnit: 'ms' },
  { key: 'instance', title: 'instance creation', role: 'stage', column: 'createinstancecost', fileUnit: 'ms' },
  { key: 'cluster', title: 'cluster', role: 'label', column: 'clustername' },
];
