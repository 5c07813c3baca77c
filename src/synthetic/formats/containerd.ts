import { hex, imageBytes, isoTime, numberOf } from './made';
import type { SyntheticFormat } from './syntheticFormat';

const NODES = 40;
const NANOSECONDS = '000000Z';

/** The logs of some nodes, behind the prefix of journald. */
export const containerd: SyntheticFormat = {
  id: 'containerd',
  writer: (random) => {
    const line = (node: string, ms: number, message: string) => {
      const time = isoTime(ms);
      return `${time.slice(0, 19)}+0000 ${node} containerd[812]: time="${time.replace('Z', NANOSECONDS)}" level=info msg="${message}"\n`;
    };
    return ({ functionName, time, latencyMs }) => {
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
