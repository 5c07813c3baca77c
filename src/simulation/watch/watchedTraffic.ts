import type { Traffic } from '../cluster/traffic';
import type { FunctionWatch } from './functionWatch';

/** Passes traffic on to the recorder of the run, and the rates of single flows to the watch. */
export class WatchedTraffic implements Traffic {
  readonly watchedVm: number;

  constructor(
    private readonly recorder: Traffic,
    private readonly watch: FunctionWatch,
  ) {
    this.watchedVm = recorder.watchedVm;
  }

  sent(flow: number, source: number, receiver: number, from: number, to: number, amount: number): void {
    this.recorder.sent(flow, source, receiver, from, to, amount);
  }

  rateChanged(flow: number, source: number, receiver: number, change: number, now: number): void {
    this.recorder.rateChanged(flow, source, receiver, change, now);
    this.watch.rateChanged(flow, source, now);
  }

  read(from: number, to: number, amount: number, peakRate: number, watchedRate: number): void {
    this.recorder.read(from, to, amount, peakRate, watchedRate);
  }

  brought(flow: number, amount: number): void {
    this.recorder.brought(flow, amount);
  }

  began(flow: number, source: number, size: number, now: number): void {
    this.recorder.began(flow, source, size, now);
    this.watch.began(flow, source, size, now);
  }
}
