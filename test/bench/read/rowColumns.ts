import type { Columns } from './input';

/** Converts rows of text to columns, for parsers that give rows. */
export class RowColumns implements Columns {
  readonly time: number[] = [];
  readonly functionName: string[] = [];
  readonly latency: number[] = [];
  readonly runtime: string[] = [];
  readonly memoryMB: number[] = [];

  add(time: string, functionName: string, latency: string, runtime: string, memoryMB: string): void {
    this.time.push(Number(time));
    this.functionName.push(functionName);
    this.latency.push(Number(latency));
    this.runtime.push(runtime);
    this.memoryMB.push(Number(memoryMB));
  }

  addRow([, time, functionName, latency, runtime, memoryMB]: readonly string[]): void {
    this.add(time, functionName, latency, runtime, memoryMB);
  }
}
