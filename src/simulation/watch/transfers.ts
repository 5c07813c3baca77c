import { REGISTRY } from '../cluster/network';
import type { ReadCurves } from './readCurves';
import type { Stay } from './stay';

/** A stretch in which a VM receives at a constant rate, MB/s. */
export interface Transfer {
  /** As in the network. */
  readonly source: number;
  readonly from: number;
  readonly to: number;
  readonly rate: number;
}

/** What a stay received until `end`, in order of time. Rates of reads are means of short parts. */
export function* transfersOf({ rates, reads, leftAt }: Stay, curves: ReadCurves, end: number): Generator<Transfer> {
  const { time, rate, source } = rates;
  const over = leftAt < end ? leftAt : end;
  for (let at = 0; at < time.length; at++) {
    const to = Math.min(time[at + 1] ?? over, over);
    if (rate[at] > 0 && to > time[at]) yield { source: source[at], from: time[at], to, rate: rate[at] };
  }
  for (const read of reads) {
    const to = Number.isNaN(read.to) ? end : Math.min(read.to, end);
    let from = read.from;
    let before = 0;
    for (const until of to > from ? [...curves.knots(read, from, to), to] : []) {
      const amount = curves.amount(read, until);
      if (amount > before) yield { source: REGISTRY, from, to: until, rate: (amount - before) / (until - from) };
      from = until;
      before = amount;
    }
  }
}
