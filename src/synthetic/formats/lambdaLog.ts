import { drawEnvironment, eachMessage } from './lambdaInvocations';
import { isoTime } from './made';
import type { SyntheticFormat } from './syntheticFormat';

/** Text with the prefix of `awslogs`, one environment after the other. */
export const lambdaLog: SyntheticFormat = {
  id: 'lambda-log',
  writer: (random) => (start) => {
    const environment = drawEnvironment(start, random);
    const prefix = `${environment.logGroup} ${environment.stream} `;
    let text = '';
    eachMessage(environment, (message, timeMs) => {
      text += `${prefix}${isoTime(timeMs)} ${message}\n`;
    });
    return text;
  },
};

/** The JSON log format, without the function's own messages. */
export const lambdaLogJson: SyntheticFormat = {
  id: 'lambda-log-json',
  writer: (random) => (start) => {
    const environment = drawEnvironment(start, random);
    const { functionName, version, runtimeVersion, runtimeArn, isRestored, startMs } = environment;
    const record = (timeMs: number, type: string, record: object) =>
      `${JSON.stringify({ time: isoTime(timeMs), type, record })}\n`;
    let text = record(startMs, 'platform.initStart', {
      initializationType: isRestored ? 'snap-start' : 'on-demand',
      phase: 'init',
      runtimeVersion,
      runtimeVersionArn: runtimeArn,
      functionName,
      functionVersion: version,
    });
    for (const { requestId, endMs, durationMs, latencyMs, memoryMB, maxMemoryMB } of environment.invocations) {
      const latency = latencyMs === 0 ? {} : { [isRestored ? 'restoreDurationMs' : 'initDurationMs']: latencyMs };
      text += record(endMs - durationMs, 'platform.start', { requestId, functionVersion: version });
      text += record(endMs, 'platform.report', {
        requestId,
        metrics: {
          durationMs,
          billedDurationMs: durationMs + latencyMs,
          memorySizeMB: memoryMB,
          maxMemoryUsedMB: maxMemoryMB,
          ...latency,
        },
        status: 'success',
      });
    }
    return text;
  },
};
