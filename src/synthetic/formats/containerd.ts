import { hex, imageBytes, isoTime, numberOf } from './made';
import type { SyntheticFormat } from './syntheticFormat';

const NODES = 40;

/** The logs of some nodes, behind the prefix of journald. */
export const containerd: SyntheticFormat = {
  id: 'containerd',
  writer: (random) => {
    let pulls = 0;
    const line = (node: string, ms: number, message: string) => {
      const time = isoTime(ms);
      // Two pulls of an image that end in one millisecond on one node are two: they differ in the nanosecond.
      const nanoseconds = `${String(pulls % 1000).padStart(6, '0')}Z`;
      return `${time.slice(0, 19)}+0000 ${node} containerd[812]: time="${time.replace('Z', nanoseconds)}" level=info msg="${message}"\n`;
    };
    return ({ functionName, time, latencyMs }) => {
      pulls++;
      const image = `${functionName}:1.${numberOf(functionName, 10)}`;
      const node = `node-${Math.floor(NODES * random())}`;
      const digest = `sha256:${hex(random, 64)}`;
      const [begin, end] = [time * 1000, time * 1000 + latencyMs];
      const about = `with image id \\"${digest}\\", repo tag \\"${image}\\", repo digest \\"${functionName}@${digest}\\"`;
      return (
        line(node, begin, `PullImage \\"${image}\\"`) +
        line(
          node,
          end,
          `Pulled image \\"${image}\\" ${about}, size \\"${imageBytes(functionName)}\\" in ${latencyMs / 1000}s`,
        ) +
        line(node, end, `PullImage \\"${image}\\" returns image reference \\"${digest}\\"`)
      );
    };
  },
};
