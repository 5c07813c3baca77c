import { isoTime } from './made';
import type { SyntheticFormat } from './syntheticFormat';

const REGIONS = ['eu-west-1', 'us-east-1', 'ap-south-1'];

/** A table of one's own, as a German spreadsheet saves it: semicolons, decimal commas, days first, CRLF. */
export const homeMade: SyntheticFormat = {
  id: 'home-made',
  head: 'Timestamp;Function;Cold start (ms);Runtime;Memory (MB);Region\r\n',
  writer:
    (random) =>
    ({ time, functionName, latencyMs, runtime, memoryMB }) => {
      const date = isoTime(time * 1000);
      const day = `${date.slice(8, 10)}.${date.slice(5, 7)}.${date.slice(0, 4)} ${date.slice(11, 19)}`;
      const region = REGIONS[Math.floor(REGIONS.length * random())];
      return `${day};${functionName};${latencyMs},0;${runtime};${memoryMB};${region}\r\n`;
    },
};
