import type { Random } from '../random';
import { hex, isoTime, uuid } from './made';
import type { SyntheticStart } from './syntheticFormat';

export const ACCOUNT = '123456789012';
const REGION = 'eu-west-1';

/** Warm invocations of an environment after its cold start. Made up. */
const WARM_INVOCATIONS = 4;
/** The longest invocation, milliseconds, and the pause after each. */
const LONGEST_MS = 800;
const PAUSE_MS = 1000;

/** Runtimes as Lambda names them. Those of Java are restored from a snapshot. */
const RUNTIME_VERSIONS: Readonly<Record<string, string>> = {
  nodejs: 'nodejs:20.v58',
  python: 'python:3.12.v49',
  java: 'java:21.v31',
};
const OTHER_RUNTIME = 'provided:al2023.v93';

/** An execution environment: a cold start and what it served afterwards. */
export interface LambdaEnvironment {
  readonly functionName: string;
  readonly logGroup: string;
  readonly stream: string;
  readonly version: string;
  readonly runtimeVersion: string;
  readonly runtimeArn: string;
  readonly isRestored: boolean;
  /** Epoch milliseconds. */
  readonly startMs: number;
  readonly invocations: readonly LambdaInvocation[];
}

export interface LambdaInvocation {
  readonly requestId: string;
  /** When its report is written, epoch milliseconds. */
  readonly endMs: number;
  readonly durationMs: number;
  /** Of the init or the restore; 0 if warm. */
  readonly latencyMs: number;
  readonly memoryMB: number;
  readonly maxMemoryMB: number;
}

/** Makes the environment that a cold start creates. */
export function drawEnvironment(start: SyntheticStart, random: Random): LambdaEnvironment {
  const { functionName, runtime, memoryMB, time } = start;
  const isRestored = runtime === 'java';
  const version = isRestored ? '7' : '$LATEST';
  const maxMemoryMB = Math.floor(memoryMB * (0.2 + 0.7 * random()));
  const invocations: LambdaInvocation[] = [];
  let at = time * 1000;
  for (let warm = 0; warm <= WARM_INVOCATIONS; warm++) {
    const latencyMs = warm === 0 ? start.latencyMs : 0;
    // Whole milliseconds, so that the start can be told from the time of the report.
    const durationMs = 1 + Math.floor(LONGEST_MS * random());
    at += latencyMs + durationMs;
    invocations.push({ requestId: uuid(random), endMs: at, durationMs, latencyMs, memoryMB, maxMemoryMB });
    at += PAUSE_MS;
  }
  return {
    functionName,
    logGroup: `/aws/lambda/${functionName}`,
    stream: `${isoTime(time * 1000)
      .slice(0, 10)
      .replaceAll('-', '/')}/[${version}]${hex(random, 32)}`,
    version,
    runtimeVersion: RUNTIME_VERSIONS[runtime] ?? OTHER_RUNTIME,
    runtimeArn: `arn:aws:lambda:${REGION}::runtime:${hex(random, 64)}`,
    isRestored,
    startMs: time * 1000,
    invocations,
  };
}

/** Passes on the messages of an environment's log, in order, each with its time in epoch milliseconds. */
export function eachMessage(environment: LambdaEnvironment, pass: (message: string, timeMs: number) => void): void {
  const { runtimeVersion, runtimeArn, version, isRestored, startMs } = environment;
  pass(
    `${isRestored ? 'RESTORE' : 'INIT'}_START Runtime Version: ${runtimeVersion}\tRuntime Version ARN: ${runtimeArn}`,
    startMs,
  );
  for (const invocation of environment.invocations) {
    const { requestId, endMs, durationMs, latencyMs } = invocation;
    const beginMs = endMs - durationMs;
    if (isRestored && latencyMs > 0) pass(`RESTORE_REPORT Restore Duration: ${latencyMs}.00 ms`, beginMs);
    pass(`START RequestId: ${requestId} Version: ${version}`, beginMs);
    pass(`${isoTime(beginMs)}\t${requestId}\tINFO\tsynthetic message of the function`, beginMs);
    pass(`END RequestId: ${requestId}`, endMs);
    pass(reportOf(invocation, isRestored), endMs);
  }
}

function reportOf(invocation: LambdaInvocation, isRestored: boolean): string {
  const { requestId, durationMs, latencyMs, memoryMB, maxMemoryMB } = invocation;
  const billed = durationMs + latencyMs;
  const always = `REPORT RequestId: ${requestId}\tDuration: ${durationMs}.00 ms\tBilled Duration: ${billed} ms\tMemory Size: ${memoryMB} MB\tMax Memory Used: ${maxMemoryMB} MB\t`;
  if (latencyMs === 0) return always;
  return isRestored
    ? `${always}Restore Duration: ${latencyMs}.00 ms\tBilled Restore Duration: ${Math.ceil(latencyMs / 2)} ms\t`
    : `${always}Init Duration: ${latencyMs}.00 ms\t`;
}
