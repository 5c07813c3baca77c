import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Assignment, RunOrder, RunReport } from './subject';

/** One of those who are measured side by side. */
export interface Contender extends Assignment {
  /** For the table. */
  readonly name: string;
}

/** What was measured of one contender. */
export interface Measured {
  readonly name: string;
  /** The first run of the fresh process, which warms it up and does not count; memory is taken from it. */
  readonly first: RunReport;
  /** One a round, in their order: the same place of two contenders' lists is the same round. */
  readonly rounds: readonly RunReport[];
}

/** Beside this bundle. */
const PROGRAM = path.join(import.meta.dirname, 'measuringProcess.mjs');

/**
 * Measures contenders side by side. Each has a process of its own, which runs once to warm up. Then, in every round, one after the other
 * runs twice, of which the second counts, while the others wait, and each round begins with another of them: so a machine that is busy for a while is so for all.
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
    // It ends in any case, most often when nobody waits for an answer any more.
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
