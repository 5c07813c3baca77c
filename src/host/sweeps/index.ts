export { chooseSweep } from './files';
export { registerSweeps } from './register';
export { showResults } from './resultsPanel';
export { runSweep, submitSweep } from './runSweep';
