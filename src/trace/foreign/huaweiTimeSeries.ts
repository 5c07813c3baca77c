import { beginsWith, type ForeignFile } from './foreignFile';

/** A function's number, or its id since 2025: `84---602---pool22-300-128`. */
const FUNCTION = /^\d{1,6}(---\d+---\S+)?$/;
/** Names examined: too few to reach one that the end of the sample cuts off. */
const EXAMINED = 50;

/** Tables of a metric by minute or second, of github.com/sir-lab/data-release: `requests_minute/day_000.csv`. */
export const huaweiTimeSeries: ForeignFile = {
  id: 'huawei-time-series',
  title: "Huawei's time series of a metric (2023, 2025)",
  recognise: (beginning) =>
    beginsWith(beginning, ['day', 'time']) &&
    beginning.names.length > 2 &&
    beginning.names.slice(2, 2 + EXAMINED).every((name) => FUNCTION.test(name)),
  why: 'It holds one value for each function and minute or second, and no single cold start.',
  instead: "Huawei's cold starts are in the tables of 2025: day_00.csv to day_30.csv of R1.zip to R5.zip.",
  requests: { shape: 'functionColumns', dayColumn: 0, timeColumn: 1, firstFunction: 2 },
};
