import { keepCompiledCode } from '../worker';

/** The command line's entry. */
keepCompiledCode();
void import('./main');
