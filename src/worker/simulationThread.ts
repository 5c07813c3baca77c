import { parentPort } from 'node:worker_threads';
import { simulatesHere, type Workload } from '../simulation';
import { buffersIn } from './buffers';
import type { SimulationAnswer, SimulationTask } from './simulationWorker';
import { throttled, turnTaker } from './turns';

/** Entry of a simulation thread: simulates one run after another. It keeps the workload of the last one. */

let workload: Workload | undefined;
let abort = new AbortController();

parentPort?.on('message', async (task: SimulationTask) => {
  if (task.kind === 'cancel') {
    abort.abort();
    return;
  }
  abort = new AbortController();
  workload = task.workload ?? workload;
  if (!workload) return;
  try {
    const run = { ...task.run, workload };
    const turn = turnTaker(abort.signal);
    const report = throttled((progress: { readonly fraction: number; readonly events: number }) =>
      answer({ kind: 'progress', ...progress }),
    );
    const answered = await simulatesHere[task.kind](run, (fraction, events) => {
      report({ fraction, events });
      return turn();
    });
    answer({ kind: 'done', answer: answered }, buffersIn(answered));
  } catch {
    // The pool repeats the run on its own thread, which gives the error with its class.
    answer({ kind: 'failed' });
  }
});

function answer(message: SimulationAnswer, moved: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, moved);
}
