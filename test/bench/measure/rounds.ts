import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Assignment, RunOrder, RunReport } from './subject';

/** One of the programs that are measured side by side. */
export interface Contender extends Assignment {
  /** Its name in the table. */
  readonly name: string;
}

/** Measurements of one contender. */
export interface Measured {
  readonly name: string;
  /** The first run of the fresh process. It warms up, and only its memory counts. */
  readonly first: RunReport;
  /** One report per round, in order: the same index is the same round in all contenders. */
  readonly rounds: readonly RunReport[];
}

/** In the folder of this bundle. */
const PROGRAM = path.join(import.meta.dirname, 'measuringProcess.mjs');

/**
 * Measures contenders side by side. Each has a separate process, which runs once to warm up. In every round they run
 * in turn, twice each, and the second run counts. Each round begins with another contender, so that a busy period
 * slows all.
 */
export async function measured(contenders: readonly Contender[], rounds: number): Promise<readonly Measured[]> {
  const processes: MeasuringProcess[] = [];
  try {
    const results: { name: string; first: RunReport; rounds: RunReport[] }[] = [];
    for (const contender of contenders) {
      const process = await MeasuringProcess.start(contender);
      processes.push(process);
      results.push({ name: contender.name, first: await process.run({ tell: true, again: false }), rounds: [] });
    }
    for (let round = 0; round < rounds; round++) {
      for (let turn = 0; turn < processes.length; turn++) {
        const one = (round + turn) % processes.length;
        results[one].rounds.push(await processes[one].run({ tell: false, again: true }));
      }
    }
    return results;
  } finally {
    for (const process of processes) process.end();
  }
}

class MeasuringProcess {
  /** Rejects when the process has ended. */
  private readonly ended: Promise<never>;

  private constructor(
    name: string,
    private readonly child: ChildProcess,
  ) {
    this.ended = once(child, 'exit').then(([code]) => {
      throw new Error(`The process that measures ${name} ended with code ${code} before it was done.`);
    });
    // Usually nothing waits for an answer when the process ends.
    this.ended.catch(() => undefined);
  }

  static async start({ name, subject, input }: Contender): Promise<MeasuringProcess> {
    const child = fork(PROGRAM, [JSON.stringify({ subject, input } satisfies Assignment)], {
      execArgv: ['--expose-gc'],
      serialization: 'advanced',
    });
    const started = new MeasuringProcess(name, child);
    await started.message();
    return started;
  }

  async run(order: RunOrder): Promise<RunReport> {
    this.child.send(order);
    return (await this.message()) as RunReport;
  }

  private async message(): Promise<unknown> {
    const [message] = await Promise.race([once(this.child, 'message'), this.ended]);
    return message;
  }

  end(): void {
    this.child.kill();
  }
}
