import { type ForeignFile, hasNames } from './foreignFile';

/** Request tables of day 30, of github.com/sir-lab/data-release. */
export const huawei2025Requests: ForeignFile = {
  id: 'huawei-2025-requests',
  title: "Huawei's request table (2025)",
  recognise: (beginning) => hasNames(beginning, ['time_worker', 'requestID', 'totalCost_worker', 'workerCost']),
  why: 'It holds requests and what each cost, and does not tell which were cold starts.',
  instead:
    "Huawei's cold starts are in other tables of the same release: day_00.csv to day_30.csv of R1.zip to R5.zip.",
  requests: {
    shape: 'requestRows',
    time: { column: 'time_worker', unit: 's' },
    functionColumns: ['funcName', 'userID'],
    separator: '---',
  },
};
