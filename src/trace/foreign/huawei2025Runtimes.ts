import { type ForeignFile, hasNames } from './foreignFile';

/** `df_funcID_runtime_triggerType.csv` of github.com/sir-lab/data-release. */
export const huawei2025Runtimes: ForeignFile = {
  id: 'huawei-2025-runtimes',
  title: "Huawei's runtime table of region 2 (2025)",
  recognise: (beginning) => hasNames(beginning, ['funcID', 'cpu_request', 'runtime', 'triggerType-invocationType']),
  why: 'It tells the runtime of each function and no cold start.',
  instead:
    'Put it beside the cold-start tables of region 2 and open one of those, or open it together with them: their functions take their runtimes from it.',
};
