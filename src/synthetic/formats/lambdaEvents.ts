import { ACCOUNT, drawEnvironment, eachMessage } from './lambdaInvocations';
import type { SyntheticFormat } from './syntheticFormat';

/** What a subscription delivers, an object for each environment. */
export const lambdaEvents: SyntheticFormat = {
  id: 'lambda-events',
  writer: (random) => {
    let events = 0;
    return (start) => {
      const environment = drawEnvironment(start, random);
      const { logGroup, stream } = environment;
      const logEvents: object[] = [];
      eachMessage(environment, (message, timestamp) => {
        logEvents.push({ id: String(events++).padStart(56, '0'), timestamp, message: `${message}\n` });
      });
      const head = { messageType: 'DATA_MESSAGE', owner: ACCOUNT, logGroup, logStream: stream };
      return `${JSON.stringify({ ...head, subscriptionFilters: ['all'], logEvents })}\n`;
    };
  },
};
