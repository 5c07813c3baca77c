import { AdvisedError } from '../../../src/errors';
import { readProfile } from '../../../src/simulation';
import { Fault, mustBeWorded, type Target } from '../target';

/** A request-rate profile is refused in words, or is finite points in order of time. */
export const profile: Target = {
  name: 'profile',
  seeds: [
    'sec,rps\n0,1\n1,2\n',
    'min,rps\r\n0,1\r\n1,"2"\r\n',
    '0,1\n5,2',
    'rps,time (min)\n1,0\n2,5',
    'time_ms,x,requests per minute\n0,a,60\n9,b,3',
  ].map((text) => new TextEncoder().encode(text)),
  tokens: ['time', 'sec', 'min', 'ms', 'rps', '"', '""', '\r\n', ',', '\uFEFF', '1e308', ' '],
  check(input) {
    try {
      const { time, rps } = readProfile(new TextDecoder().decode(input));
      const isSound = time.every(
        (at, i) => Number.isFinite(at) && rps[i] >= 0 && Number.isFinite(rps[i]) && (i === 0 || at >= time[i - 1]),
      );
      if (!isSound || time.length !== rps.length || time.length < 2)
        throw new Fault(`points ${[...time]} and rates ${[...rps]}`);
    } catch (error) {
      if (!(error instanceof AdvisedError)) throw error;
      mustBeWorded(error.message);
    }
  },
};
