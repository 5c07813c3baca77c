/** Orders over the rows of a table; all arrays are views on SharedArrayBuffers. Equal keys are in file order. */
export interface TraceIndex {
  /** Row numbers grouped by function, by ascending time within each. Length rowCount. */
  readonly byFunction: Uint32Array;
  /** Where each function's group starts in `byFunction` and `byFunctionLatency`; length functions + 1. */
  readonly functionStart: Uint32Array;
  /** Row numbers grouped by function, by ascending latency within each. */
  readonly byFunctionLatency: Uint32Array;
  /** Row numbers grouped by runtime, by ascending latency within each. */
  readonly byRuntimeLatency: Uint32Array;
  /** Length runtimes + 1. */
  readonly runtimeStart: Uint32Array;
  /** Row numbers by ascending time. */
  readonly byTime: Uint32Array;
  /** Row numbers by ascending latency. Shares memory with `byRuntimeLatency` if there is one runtime. */
  readonly byLatency: Uint32Array;
}
