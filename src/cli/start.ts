import module from 'node:module';

/** The command line's entry. Node 22 and later keep the compiled code of `main.ts` for the next call. */
module.enableCompileCache?.();
void import('./main');
