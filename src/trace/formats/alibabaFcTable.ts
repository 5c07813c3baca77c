import type { FieldPart, MappedColumn, MappingFormat, TimeSource } from './format';
import { cellsOf, columnOf, columnsOf, mappingOf, presentOf } from './tableMapping';

/** Request metrics of Alibaba Cloud Function Compute as a table, with other topics of the same log store among them. */
export const alibabaFcTable: MappingFormat = {
  kind: 'mapping',
  id: 'alibaba-fc',
  title: 'Alibaba Function Compute request metrics',
  knownBy: 'columns __time__, functionName and coldStartLatencyMs',
  recognise(table) {
    const names = columnsOf(table, '__time__', 'functionName', 'coldStartLatencyMs');
    if (names === null) return null;
    const [topic, service, memory, id, start, isCold] = [
      ...['__topic__', 'serviceName', 'memoryMB', 'requestId', 'coldStartStartTimestamp', 'isColdStart'],
    ].map((name) => columnOf(table, name));
    const isInService = service !== undefined && cellsOf(table, service).length > 0;
    const logged: TimeSource = { column: names.__time__, as: 's', zone: 0, relative: false };
    const functions: FieldPart[] = [...(isInService ? [{ column: service }] : []), { column: names.functionName }];
    return mappingOf(table, {
      time: start === undefined ? logged : { ...logged, column: start, as: 'ms', orElse: logged },
      function: { parts: functions, join: '/' },
      latency: { column: names.coldStartLatencyMs, unit: 'ms' },
      ...(memory !== undefined && { memoryMB: { column: memory, unit: 'MB' } }),
      cold: isCold === undefined ? { column: names.coldStartLatencyMs } : { column: isCold, equals: ['true'] },
      ...(topic !== undefined && {
        only: { column: topic, startsWith: 'FCRequestMetrics', otherName: 'record of another topic' },
      }),
      ...(id !== undefined && { id }),
      extras: presentOf(table, EXTRAS),
      assumptions: [
        { key: 'unit', text: 'latencies are coldStartLatencyMs, in ms, without scheduleLatencyMs' },
        { key: 'function', text: `a function is ${isInService ? 'serviceName/functionName' : 'its functionName'}` },
        {
          key: 'cold',
          text: `a request with ${isCold === undefined ? 'a coldStartLatencyMs' : 'isColdStart = true'} is a cold start`,
        },
      ],
    });
  },
};

const EXTRAS: readonly MappedColumn[] = [
  { key: 'code', title: 'code', role: 'stage', column: 'prepareCodeLatencyMs', fileUnit: 'ms' },
  { key: 'runtimeInit', title: 'runtime init', role: 'stage', column: 'runtimeInitializationMs', fileUnit: 'ms' },
  { key: 'scheduling', title: 'scheduling', role: 'measure', unit: 's', column: 'scheduleLatencyMs', fileUnit: 'ms' },
  { key: 'resourceMode', title: 'resource mode', role: 'label', column: 'resourceMode' },
  { key: 'qualifier', title: 'qualifier', role: 'label', column: 'qualifier' },
];
