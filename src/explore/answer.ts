import type { Checkpoint } from '../numeric';
import type { ExploreAnswer, ExploreRequest, Headline, StageBar, TimeColumns } from './answers';
import type { Counted } from './audiences';
import { barList } from './barLists';
import { BinQuantiles } from './binQuantiles';
import { type ExploredTrace, fieldName } from './explored';
import { binnedQuantiles, exactQuantiles, type HeadlineQuantiles } from './headline';
import { heatOf, latencyAnswer, latencyRows } from './heatAnswer';
import type { StageTotals } from './stageTotals';
import type { View } from './view';

/**
 * What the counters say. Passes over the rows only for exact quantiles, at rest.
 * @param bits 0 for each row that passes the filter
 */
export async function answerOf(
  trace: ExploredTrace,
  bits: Uint16Array,
  counted: Counted & { readonly view: View },
  request: ExploreRequest,
  checkpoint?: Checkpoint,
): Promise<ExploreAnswer> {
  const { core, view } = counted;
  const { bins, latency } = core;
  const rows = latencyRows(bins, latency.all[0] > 0, request.rows);
  const whole = wholeHeadline(trace, counted);
  const selected = await selectedHeadline(trace, bits, counted, whole, request.active === null, checkpoint);
  return {
    selected,
    whole,
    exact: request.active === null || selected === whole,
    time: timeColumns(view),
    heat: heatOf(view, bins, rows, request.percentiles),
    latency: latencyAnswer(latency, rows),
    bars: core.bars.flatMap((column, at) => {
      const order = core.barOrders[at];
      return order ? [barList(column, order, fieldName(trace, column.kind, column.key))] : [];
    }),
    stages: core.stages.map((totals) => stageBar(totals, fieldName(trace, 'stage', totals.stage.key))),
  };
}

function wholeHeadline({ table }: ExploredTrace, { core, aboveTarget }: Counted): Headline {
  return {
    coldStarts: table.rowCount,
    functions: core.functions.presentOfAll,
    ...core.whole,
    aboveTarget: aboveTarget?.all[0] ?? null,
  };
}

async function selectedHeadline(
  { table, unitsPerSecond }: ExploredTrace,
  bits: Uint16Array,
  { core, aboveTarget }: Counted,
  whole: Headline,
  isAtRest: boolean,
  checkpoint?: Checkpoint,
): Promise<Headline> {
  const { bins, passing, functions, times } = core;
  const coldStarts = passing.selected.reduce((sum, count) => sum + count, 0);
  if (coldStarts === table.rowCount) return whole;
  const binned = new BinQuantiles(passing.selected, 0, bins.count, coldStarts, (bin) => bins.middleOf(bin));
  const masked = { latency: table.latency, unitsPerSecond, binOfRow: passing.ids, bits };
  const quantiles: HeadlineQuantiles = isAtRest
    ? await exactQuantiles(masked, binned, checkpoint)
    : binnedQuantiles(binned);
  return {
    coldStarts,
    functions: functions.present,
    ...quantiles,
    aboveTarget: aboveTarget?.selected[0] ?? null,
    peakPerMinute: times.peak(bits),
  };
}

function timeColumns({ axis, stacks, time }: View): TimeColumns {
  const { length } = axis.x;
  const parts = time.seconds;
  const sum = (counts: Uint32Array) => {
    const columns = new Float64Array(length);
    for (let column = 0; column < length; column++) {
      for (let part = 0; part < parts; part++) columns[column] += counts[column * parts + part];
    }
    return columns;
  };
  const series = stacks.parts.map((part, at) => ({
    ...part,
    values: Float64Array.from({ length }, (_, column) => time.selected[column * parts + at]),
  }));
  const isUsed = (at: number) => time.all.some((count, place) => place % parts === at && count > 0);
  return {
    ...axis,
    all: sum(time.all),
    selected: sum(time.selected),
    stacks: series.filter((_, at) => isUsed(at)),
  };
}

function stageBar(totals: StageTotals, field: string): StageBar {
  const { stage, known, quantiles } = totals;
  return {
    key: field,
    title: stage.title,
    known,
    meanAll: totals.meanOfAll,
    meanSelected: totals.mean,
    p50Selected: quantiles.at(0.5),
    p99Selected: quantiles.at(0.99),
  };
}
