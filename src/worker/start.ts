import module from 'node:module';

/** The worker thread's entry. Node 22 and later keep the compiled code of `main.ts` for the next thread and session. */
module.enableCompileCache?.();
void import('./main');
