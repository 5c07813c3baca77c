import { parentPort, receiveMessageOnPort } from 'node:worker_threads';
import { keepCompiledCode } from './compileCache';
import { startThreadsFor } from './largeFiles';

/** The worker thread's entry. */
keepCompiledCode();
// The request that the thread was started for has been sent before it runs.
const first = parentPort && (receiveMessageOnPort(parentPort) as { readonly message: unknown } | undefined);
void startThreadsFor(filesOf(first?.message), __dirname)
  .then(() => import('./main'))
  .then(() => first && parentPort?.emit('message', first.message));

/** The file that a request is about; none for a message of any other form. */
function filesOf(message: unknown): string[] {
  const { params } = (message ?? {}) as { readonly params?: { readonly bytes?: { readonly path?: unknown } } };
  const path = params?.bytes?.path;
  return typeof path === 'string' ? [path] : [];
}
