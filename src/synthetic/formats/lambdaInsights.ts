import { ACCOUNT, drawEnvironment, eachMessage } from './lambdaInvocations';
import { isoTime } from './made';
import type { SyntheticFormat } from './syntheticFormat';

/** Results of Logs Insights by `@message`, as CSV. */
export const lambdaInsights: SyntheticFormat = {
  id: 'lambda-insights',
  head: '@timestamp,@message,@logStream,@log\n',
  writer: (random) => (start) => {
    const environment = drawEnvironment(start, random);
    const ending = `\n",${environment.stream},${ACCOUNT}:${environment.logGroup}\n`;
    let text = '';
    eachMessage(environment, (message, timeMs) => {
      text += `${isoTime(timeMs).replace('T', ' ').slice(0, -1)},"${message}${ending}`;
    });
    return text;
  },
};
