import { parentPort } from 'node:worker_threads';
import { latencyOrders, rowFacts } from '../statistics';
import { type ThreadBlock, workOn } from '../trace';
import { readerOf } from './fileSource';
import { sha256Hash } from './hashedSource';
import type { ThreadAnswer, ThreadTask } from './readingThread';

/** Entry of a reading thread: does one task after another, on files that the worker keeps open. */
const CHUNK_BYTES = 1 << 20;
const BLOCKS_A_MESSAGE = 4;

function answer(message: ThreadAnswer): void {
  parentPort?.postMessage(message, 'blocks' in message ? message.blocks.flatMap(buffersOf) : []);
}

/** The names and the lines of a block, to be moved to the other thread, not copied. */
function buffersOf(block: ThreadBlock): ArrayBuffer[] {
  return 'parts' in block
    ? block.parts.flatMap(({ events, texts }) => [events.buffer, texts.buffer])
    : block.names.flatMap(({ text, lengths }) => [text.buffer, lengths.buffer]);
}

async function* work({ id, fd, what }: ThreadTask): AsyncGenerator<ThreadAnswer> {
  const readAt = readerOf(fd);
  if (what.kind === 'scan') {
    yield* scan(id, workOn(what.job, readAt).run());
  } else if (what.kind === 'hash') {
    yield { id, sha256: await sha256(readAt, what.size) };
  } else if (what.kind === 'sort') {
    yield { id, orders: await latencyOrders(what.columns) };
  } else {
    yield { id, facts: await rowFacts(what.columns) };
  }
}

/** Sends several blocks at a time: one message takes a tenth of the time of scanning a block. */
function* scan(id: number, blocks: Iterable<ThreadBlock | null>): Generator<ThreadAnswer> {
  let scanned: ThreadBlock[] = [];
  try {
    for (const block of blocks) {
      if (block && scanned.push(block) < BLOCKS_A_MESSAGE) continue;
      yield { id, blocks: scanned };
      scanned = [];
    }
  } finally {
    yield { id, blocks: scanned };
  }
}

async function sha256(readAt: (into: Uint8Array, position: number) => number, size: number): Promise<string> {
  const hash = await sha256Hash();
  const chunk = new Uint8Array(CHUNK_BYTES);
  for (let position = 0; position < size; ) {
    const read = readAt(chunk.subarray(0, Math.min(chunk.length, size - position)), position);
    if (read === 0) break;
    hash.update(chunk.subarray(0, read));
    position += read;
  }
  return hash.digest('hex');
}

parentPort?.on('message', async (task: ThreadTask) => {
  try {
    for await (const message of work(task)) answer(message);
  } catch {
    // The worker does unanswered tasks itself and reports errors of the file then.
  }
  answer({ id: task.id, done: true });
});
answer({ ready: true });
