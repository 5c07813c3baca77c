import { AdvisedError } from '../../../src/errors';
import { readProfile } from '../../../src/simulation';
import { bytesSource } from '../../../src/trace';
import { FOREIGN_FILES, foreignFile, requestProfile } from '../../../src/trace/foreign';
import { makeSample } from '../../../src/trace/formats';
import { Fault, mustAgree, mustBeWorded, type Target } from '../target';

const SEEDS = [
  'HashOwner,HashApp,HashFunction,Trigger,1,2,3\no,a,f,http,1,0,3\no,a,g,queue,,5,\no,a,g,queue,,5,\n',
  'day,time,0,1,2\n0,0,3.0,147.0,\n0,60,,0.0,1.0\n1,0,1,,\n',
  'app,func,end_timestamp,duration\na,f,5160.142570018768,0.134\na,g,12,0\n',
  'timestamp [UTC],name,duration,cloud_RoleName\n"3/4/2025, 9:15:10.146 AM",f,445.4,x\n"3/4/2025, 1:15:10 PM",g,1,x\n',
  'Request ID,Host,Sent At,Received At,Client Latency (ms),Burst ID\na,h,2025-03-04T09:15:10Z,2025-03-04T09:15:11Z,1556,0\n',
  'count(*),bin(5m)\n5,2025-03-04 09:00:00.000\n',
].map((text) => new TextEncoder().encode(text));
const MOST_POINTS = 5000;

/** Requests of a foreign file are refused in words, or are a profile that the simulator reads with as many requests. */
export const foreign: Target = {
  name: 'foreign',
  seeds: SEEDS,
  tokens: ['HashOwner', 'day,time,', '1e308', '-3', '3.0', '0.5', '""', '\r\n', ',,', '86400', 'PM', '99999999999'],
  async check(input) {
    const file = foreignFile(input, makeSample(input, true));
    const table = file?.requests ?? FOREIGN_FILES[input.length % FOREIGN_FILES.length].requests;
    if (!table) return;
    const options = { function: null, mostPoints: MOST_POINTS, mostRequests: 1e6 };
    const middle = input.length >> 1;
    const profiles = [[input], [input.subarray(0, middle), input.subarray(middle)]].map((pieces) =>
      requestProfile(bytesSource(pieces), table, options).catch((error: unknown) => {
        if (!(error instanceof AdvisedError)) throw error;
        mustBeWorded(error.message);
        return null;
      }),
    );
    const [whole, inPieces] = await Promise.all(profiles);
    mustAgree('the profile in pieces', inPieces, whole);
    if (!whole) return;
    const { time, rps } = readProfile(whole.csv);
    let requests = 0;
    for (let i = 1; i < time.length; i++) requests += ((time[i] - time[i - 1]) * (rps[i] + rps[i - 1])) / 2;
    const expected = whole.requests / whole.oneIn;
    if (!(Math.abs(requests - expected) <= 1e-6 * expected) || time.length > MOST_POINTS)
      throw new Fault(`${requests} requests in the profile, ${expected} in the file, ${time.length} points`);
  },
};
