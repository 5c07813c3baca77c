import { REGISTRY } from '../cluster/network';
import type { ReadCurves } from './readCurves';
import type { Stay } from './stay';

/** Stretches in which a VM receives at a constant rate, in order of time: columns run in parallel. */
export interface Transfers {
  /** As in the network. */
  readonly source: number[];
  readonly from: number[];
  readonly to: number[];
  /** MB/s. */
  readonly rate: number[];
}

/** What a stay received until `end`. Rates of reads are means of short parts. */
export function transfersOf({ rates, reads, leftAt }: Stay, curves: ReadCurves, end: number): Transfers {
  const transfers: Transfers = { source: [], from: [], to: [], rate: [] };
  const over = leftAt < end ? leftAt : end;
  for (let at = 0; at < rates.time.length; at++) {
    const to = Math.min(rates.time[at + 1] ?? over, over);
    if (rates.rate[at] > 0) add(transfers, rates.source[at], rates.time[at], to, rates.rate[at]);
  }
  for (const read of reads) {
    const to = Number.isNaN(read.to) ? end : Math.min(read.to, end);
    let from = read.from;
    let before = 0;
    for (const until of to > from ? [...curves.knots(read, from, to), to] : []) {
      const amount = curves.amount(read, until);
      if (amount > before) add(transfers, REGISTRY, from, until, (amount - before) / (until - from));
      from = until;
      before = amount;
    }
  }
  return transfers;
}

/** Prolongs the last one if it goes on. */
function add({ source, from, to, rate }: Transfers, node: number, begin: number, end: number, mbps: number): void {
  if (!(end > begin)) return;
  const last = from.length - 1;
  if (last >= 0 && to[last] === begin && source[last] === node && rate[last] === mbps) {
    to[last] = end;
    return;
  }
  source.push(node);
  from.push(begin);
  to.push(end);
  rate.push(mbps);
}
