import { keepCompiledCode } from './compileCache';

/** The worker thread's entry. */
keepCompiledCode();
void import('./main');
