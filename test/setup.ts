import fc from 'fast-check';
import { runs } from './depth';

// Properties that state no number of runs of their own.
fc.configureGlobal({ numRuns: runs(100) });
