import type { MappedColumn, MappingFormat } from './format';
import { columnOf, columnsOf, mappingOf, presentOf } from './tableMapping';

/** Results of vHive's load generator InVitro on OpenWhisk. All durations and times are in microseconds. */
export const invitroOpenwhisk: MappingFormat = {
  kind: 'mapping',
  id: 'invitro-openwhisk',
  title: 'InVitro on OpenWhisk',
  knownBy: 'columns instance, startTime, startType and initTime',
  recognise(table) {
    const names = columnsOf(table, 'instance', 'startTime', 'startType', 'initTime');
    if (names === null) return null;
    const id = columnOf(table, 'activationID');
    return mappingOf(table, {
      time: { column: names.startTime, as: 'µs', zone: 0, relative: false },
      function: { parts: [{ column: names.instance }] },
      latency: { column: names.initTime, unit: 'µs' },
      cold: { column: names.startType, equals: ['cold'] },
      ...(id !== undefined && { id }),
      extras: presentOf(table, EXTRAS),
      assumptions: [
        { key: 'unit', text: 'latencies are initTime, in µs, without the wait before the start (waitTime)' },
        { key: 'function', text: 'a function is an instance' },
        { key: 'cold', text: 'a row with startType = cold is a cold start' },
      ],
    });
  },
};

const EXTRAS: readonly MappedColumn[] = [
  { key: 'waitTime', title: 'wait before the start', role: 'measure', unit: 's', column: 'waitTime', fileUnit: 'µs' },
  { key: 'duration', title: 'run time', role: 'measure', unit: 's', column: 'actualDuration', fileUnit: 'µs' },
];
