/** Entry of the processes that measure: makes one subject ready, then runs it each time it is asked to. */
import { SUBJECTS } from '../subjects';
import type { Assignment, RunOrder, RunReport } from './subject';

const { subject, input } = JSON.parse(process.argv[2]) as Assignment;
const { run, found, laps } = await (await SUBJECTS[subject]())(input as never);

async function measure({ tell, again }: RunOrder): Promise<RunReport> {
  if (again) await run();
  // One run does not pay for the garbage of the one before.
  globalThis.gc?.();
  const memoryBefore = process.memoryUsage.rss();
  const processor = process.cpuUsage();
  const began = performance.now();
  const result = await run();
  const milliseconds = performance.now() - began;
  const { user, system } = process.cpuUsage(processor);
  return {
    milliseconds,
    processorMs: (user + system) / 1000,
    memoryBefore,
    memoryPeak: process.resourceUsage().maxRSS * 1024,
    found: tell ? await found(result) : null,
    laps: laps?.(result) ?? null,
  };
}

process.on('message', (order: RunOrder) => {
  measure(order).then(
    (report) => process.send?.(report),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.send?.('ready');
