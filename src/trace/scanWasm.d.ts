declare module '*/assembly/scan.wasm' {
  /** The compiled module. */
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
