import { splitRecord } from '../csvText';
import type { FieldPart, MappedColumn, MappingFormat } from './format';
import { columnsOf, mappingOf, presentOf } from './tableMapping';

/**
 * Cold starts of five regions of Huawei Cloud (EuroSys '25, https://github.com/sir-lab/data-release). A pod is called
 * pool-millicores-megabytes-number. Its costs are seconds: the paper's table gives their resolution.
 */
export const huawei2025: MappingFormat = {
  kind: 'mapping',
  id: 'huawei-2025',
  title: 'Huawei cold starts (2025)',
  knownBy: 'columns time, funcName, userID, totalCost_cold_start and podID',
  recognise(table) {
    const names = columnsOf(table, 'time', 'funcName', 'userID', 'totalCost_cold_start', 'podID');
    if (names === null) return null;
    const { podID: column } = names;
    const part = (from: number, to: number): FieldPart => ({ column, cut: { separator: '-', from, to } });
    return mappingOf(table, {
      time: { column: names.time, as: 's', zone: 0, relative: true },
      function: { parts: [{ column: names.funcName }, { column: names.userID }, part(0, -1)], join: '---' },
      latency: { column: names.totalCost_cold_start, unit: 's' },
      memoryMB: { ...part(-2, -1), unit: 'MB' },
      extras: [
        ...presentOf(table, EXTRAS),
        { key: 'cpu', title: 'CPU', role: 'measure', unit: 'millicores', ...part(-3, -2) },
      ],
      assumptions: [
        { key: 'timeUnit', text: 'times are seconds since the data set began' },
        { key: 'function', text: 'a function is funcName---userID---pool' },
      ],
    });
  },
  runtimesIn,
};

/** The runtimes of one region's functions, `df_funcID_runtime_triggerType.csv`. */
function runtimesIn(text: string): Map<string, string> | null {
  const [names, ...rows] = text.split(/\r\n|\n|\r/).map((line) => splitRecord(line));
  const [name, runtime] = ['funcID', 'runtime'].map((column) => names.indexOf(column));
  if (name < 0 || runtime < 0) return null;
  return new Map(rows.filter((row) => row.length === names.length).map((row) => [row[name], row[runtime]]));
}

const EXTRAS: readonly MappedColumn[] = [
  { key: 'allocation', title: 'pod allocation', role: 'stage', column: 'podAllocationCost' },
  { key: 'code', title: 'code', role: 'stage', column: 'deployCodeCost' },
  { key: 'dependencies', title: 'dependencies', role: 'stage', column: 'deployDependencyCost' },
  { key: 'scheduling', title: 'scheduling', role: 'stage', column: 'schedulingCost' },
  { key: 'cluster', title: 'cluster', role: 'label', column: 'clusterName' },
];
