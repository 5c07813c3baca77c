/**
 * How fast traces are read, and in how much memory.
 *
 *   node test/bench/readTrace.bench.mjs [--rows 1000000] [--rounds 5]
 *
 * Every reader runs in a process of its own; its first round, in which memory is measured, does not count in the times. Those are medians,
 * with the fastest round beside them: on a busy machine that is the one to compare.
 */
import { execFile } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';

const MIB = 1 << 20;

/** Each reads a whole file from disk and returns its number of rows. */
const READERS = {
  'newlines counted': async (file) => {
    let lines = -1;
    for await (const piece of fileSource(file).read()) {
      for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines++;
    }
    return { rows: lines };
  },
  readTrace: readWith(() => ({})),
  'readTrace, all cores': readWith((trace) => threads(trace, availableParallelism())),
  'csv-parse, arrays only': async (file) => {
    const { parse } = await import('csv-parse/sync');
    const bytes = await readFile(file);
    let rows = -1;
    for (let at = 0; at < bytes.length; ) {
      const end = at + MIB < bytes.length ? bytes.lastIndexOf(10, at + MIB) + 1 : bytes.length;
      rows += parse(bytes.subarray(at, end)).length;
      at = end;
    }
    return { rows };
  },
};

function readWith(optionsOf) {
  return async (file, bundle, onCheckpoint) => {
    const trace = await import(bundle);
    const { scanner, close } = optionsOf(trace);
    const { table } = await trace.readTrace(fileSource(file), { scanner, checkpoint: onCheckpoint });
    await close?.();
    return { rows: table.rowCount, table };
  };
}

/** A file in pieces of a mebibyte. */
function fileSource(file) {
  return {
    size: statSync(file).size,
    async *read() {
      const handle = await open(file);
      try {
        for (;;) {
          const { bytesRead, buffer } = await handle.read(new Uint8Array(MIB), 0, MIB);
          if (bytesRead === 0) return;
          yield buffer.subarray(0, bytesRead);
        }
      } finally {
        await handle.close();
      }
    },
  };
}

/** Threads that scan parts, started for one file as they would be in the product. */
function threads(bundle, count) {
  const program = `
    const { parentPort, workerData } = require('node:worker_threads');
    import(workerData).then(({ PartScan, partBuffers }) => {
      let scan;
      parentPort.on('message', ({ bytes, header }) => {
        scan ??= new PartScan(header);
        const part = scan.scan(bytes);
        parentPort.postMessage(part, partBuffers(part));
      });
    });`;
  const workers = Array.from({ length: count }, () => new Worker(program, { eval: true, workerData: bundle.location }));
  const waiting = [];
  for (const worker of workers) {
    waiting.push([]);
    worker.on('message', (part) => waiting[workers.indexOf(worker)].shift()(part));
  }
  return {
    scanner: {
      threads: count,
      partBytes: 2 * MIB,
      scan: (thread, bytes, header) => {
        workers[thread].postMessage({ bytes, header });
        return new Promise((resolve) => waiting[thread].push(resolve));
      },
    },
    close: () => Promise.all(workers.map((worker) => worker.terminate())),
  };
}

/** In a process of its own: reads a file some times over, and prints what it measured as JSON. */
async function measure(name, file, bundle, rounds) {
  const memory = await measureMemory(name, file, bundle);
  const times = [];
  for (let round = 0; round < rounds; round++) {
    globalThis.gc();
    const started = performance.now();
    await READERS[name](file, bundle);
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  console.log(JSON.stringify({ ...memory, fastest: times[0], median: times[times.length >> 1] }));
}

/** The first round, which warms up: what is held at the end, and the most at any checkpoint, once garbage has been collected. */
async function measureMemory(name, file, bundle) {
  const held = () => {
    globalThis.gc();
    const { arrayBuffers, heapUsed } = process.memoryUsage();
    return arrayBuffers + heapUsed;
  };
  const before = held();
  let most = 0;
  let checkpoints = 0;
  const result = await READERS[name](file, bundle, () => {
    if (checkpoints++ % 20 === 0) most = Math.max(most, held() - before);
  });
  const retained = result.table ? held() - before : 0;
  return { rows: result.rows, retained, most, peakRss: process.resourceUsage().maxRSS * 1024 };
}

/** A trace of the released files' shape, about 66 bytes a row, the same every time. */
function writeTrace(file, rows, quote) {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const hex = () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  const runtimes = ['nodejs12', 'python3', 'custom', 'php7.2', 'java8'];
  const functions = Array.from({ length: 5000 }, () => ({
    name: `${quote}${hex()}${hex()}${hex()}${quote}`,
    runtime: runtimes[Math.floor(random() * runtimes.length)],
    memoryMB: 128 << Math.floor(random() * 5),
  }));
  const handle = openSync(file, 'w');
  const lines = [',__time__,functionName,latency,runtime,memoryMB\n'];
  for (let row = 0; row < rows; row++) {
    const { name, runtime, memoryMB } = functions[Math.floor(random() * random() * functions.length)];
    const time = 1_620_489_000 + Math.floor((row * 86_400) / rows);
    lines.push(`${row},${time},${name},${(100 + random() * random() * 40_000).toFixed(3)},${runtime},${memoryMB}\n`);
    if (lines.length > 10_000) writeSync(handle, lines.splice(0).join(''));
  }
  writeSync(handle, lines.join(''));
  closeSync(handle);
}

async function main({ rows, rounds }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'read-trace-'));
  try {
    const bundle = path.join(folder, 'trace.mjs');
    await build({
      stdin: {
        contents: "export * from './src/trace'; export const location = import.meta.url;",
        resolveDir: path.resolve(import.meta.dirname, '../..'),
      },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: bundle,
    });
    const table = [];
    for (const [kind, quote] of [
      ['plain', ''],
      ['quoted', '"'],
    ]) {
      const file = path.join(folder, `${kind}.csv`);
      writeTrace(file, rows, quote);
      const mebibytes = statSync(file).size / MIB;
      for (const name of Object.keys(READERS)) {
        const child = [
          '--expose-gc',
          import.meta.filename,
          '--child',
          name,
          '--file',
          file,
          '--bundle',
          bundle,
          '--rounds',
          `${rounds}`,
        ];
        const { stdout } = await promisify(execFile)(process.execPath, child);
        const result = JSON.parse(stdout);
        if (result.rows !== rows) throw new Error(`${name} found ${result.rows} rows of ${rows}.`);
        table.push({
          file: `${kind}, ${mebibytes.toFixed(0)} MiB`,
          reader: name,
          'median ms': Math.round(result.median),
          'fastest ms': Math.round(result.fastest),
          'rows/s': Math.round(rows / (result.median / 1000)).toLocaleString('en-US'),
          'MiB/s': Math.round(mebibytes / (result.median / 1000)),
          'retained B/row': result.retained ? +(result.retained / rows).toFixed(1) : '',
          'most B/row': result.most ? +(result.most / rows).toFixed(1) : '',
          'peak RSS MiB': Math.round(result.peakRss / MIB),
        });
      }
    }
    console.table(table);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '5' },
    child: { type: 'string' },
    file: { type: 'string' },
    bundle: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
if (values.child) await measure(values.child, values.file, values.bundle, rounds);
else await main({ rows: Number(values.rows), rounds });
