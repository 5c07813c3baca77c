import { parentPort } from 'node:worker_threads';
import { PartScan, partBuffers, type TraceHeader } from '../../../src/trace';

/** Entry of the threads that scan parts of one file. */
let scan: PartScan | undefined;
parentPort?.on('message', ({ bytes, header }: { bytes: Uint8Array; header: TraceHeader }) => {
  scan ??= new PartScan(header);
  const part = scan.scan(bytes);
  parentPort?.postMessage(part, partBuffers(part));
});
