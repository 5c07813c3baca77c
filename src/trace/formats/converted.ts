import type { MeasureUnit } from '../../text';
import type { MappedColumn, MappingFormat } from './format';

/** Names of columns in a converted file: OpenTelemetry's, where its semantic conventions have one. */
export const CONVERTED = {
  time: 'timestamp',
  /** Instead of `time`, if times are relative. */
  relativeTime: 'elapsed_seconds',
  function: 'faas.name',
  cold: 'faas.coldstart',
  latency: 'faas.init_duration',
  memory: 'faas.max_memory',
  line: 'source.line',
} as const;

const LABELS: Readonly<Record<string, string>> = {
  runtime: ['process', 'runtime', 'name'].join('.'),
  version: 'faas.version',
  region: 'cloud.region',
  account: 'cloud.account.id',
  cluster: 'k8s.cluster.name',
  node: 'k8s.node.name',
  namespace: 'k8s.namespace.name',
  image: 'container.image.name',
  file: 'source.file',
};
const LABEL = /^label\.(.+)$/;
const STAGE = /^stage\.(.+)$/;
const MEASURE = /^measure\.(.+)\.([^.]+)$/;

/** The column of a label in a converted file. */
export function labelColumn(key: string): string {
  return LABELS[key] ?? `label.${key}`;
}

export function stageColumn(key: string): string {
  return `stage.${key}`;
}

export function measureColumn(key: string, unit: MeasureUnit): string {
  return `measure.${key}.${unit}`;
}

export const converted: MappingFormat = {
  kind: 'mapping',
  id: 'converted',
  title: 'Converted trace',
  knownBy: 'columns faas.name and faas.init_duration',
  recognise({ delimiter, skipLines, names }) {
    const has = (name: string) => names.includes(name);
    const isRelative = has(CONVERTED.relativeTime);
    if (!has(CONVERTED.function) || !has(CONVERTED.latency) || !(isRelative || has(CONVERTED.time))) return null;
    const runtime = labelColumn('runtime');
    return {
      ...{ delimiter, decimalComma: false, skipLines, header: true },
      time: {
        column: isRelative ? CONVERTED.relativeTime : CONVERTED.time,
        as: isRelative ? 's' : 'iso',
        zone: 0,
        relative: isRelative,
      },
      function: { parts: [{ column: CONVERTED.function }] },
      latency: { column: CONVERTED.latency, unit: 's' },
      ...(has(runtime) ? { runtime: { parts: [{ column: runtime }] } } : {}),
      ...(has(CONVERTED.memory) ? { memoryMB: { column: CONVERTED.memory, unit: 'bytes' as const } } : {}),
      ...(has(CONVERTED.cold) ? { cold: { column: CONVERTED.cold, equals: ['true'] } } : {}),
      extras: names.flatMap(extraOf).filter(({ column }) => column !== runtime),
      assumptions: [],
    };
  },
};

function extraOf(column: string): MappedColumn[] {
  const known = Object.keys(LABELS).find((key) => LABELS[key] === column);
  const label = known ?? LABEL.exec(column)?.[1];
  if (label !== undefined) return [{ key: label, title: label, role: 'label', column }];
  const [, stage] = STAGE.exec(column) ?? [];
  if (stage !== undefined) return [{ key: stage, title: stage, role: 'stage', column, fileUnit: 's' }];
  const [, key, unit] = MEASURE.exec(column) ?? [];
  if (key === undefined) return [];
  return [{ key, title: key, role: 'measure', unit: unit as MeasureUnit, column, fileUnit: unit as MeasureUnit }];
}
