/// <reference path="./scanWasm.d.ts" />
import program from './assembly/scan.wasm';

/** The part of WebAssembly used here: its types come with those of the browser, which this project does not load. */
const api = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;

interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
  readonly RuntimeError: new () => Error;
}

/** What WebAssembly throws, for lack of memory among other things. */
export const { RuntimeError } = api;

/** A global or a constant that the module exports. */
export interface Global {
  readonly value: number;
}

let compiled: object | null = null;

/** The exports of a new instance of `assembly/scan.ts`, which has a memory of its own. */
export function newInstance(): unknown {
  compiled ??= new api.Module(program);
  return new api.Instance(compiled).exports;
}
