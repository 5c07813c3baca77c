import { keepCompiledCode, startThreadsFor } from '../worker';

/** The command line's entry. */
keepCompiledCode();
const [, ...given] = process.argv.slice(2);
void startThreadsFor(given, __dirname).then(() => import('./main'));
