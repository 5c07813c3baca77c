import { TraceError, type TraceFile } from '../../../src/trace';
import { TraceReader } from '../../../src/trace/traceReader';
import { asNaive, naiveRead } from '../../unit/trace/oracle';
import { Random } from '../random';
import { Fault, mustAgree, type Target } from '../target';

const text = (lines: readonly string[]) => new TextEncoder().encode(lines.join('\n'));

const SEEDS = [
  text([
    '__time__,functionName,latency,runtime,memoryMB',
    '1700000000,f,900,python,256',
    '1700000001,g,1.5e3,nodejs,512',
    '',
  ]),
  text([',__time__,functionName,latency', '0,1700000000123,f,0.1', '1,1700000000124,"a ""b""\nc",2', '', '2,x,f,3']),
  text(['latency,functionName,__time__', '1,f,2023-11-14T22:13:20Z', '2,été,2023-11-14 22:13:21+01:00', '3,函数,1']),
  text(['\uFEFF__time__,functionName,latency\r', '1,f,2\r', '3,"g,h",4\r', '5,f\r', '6,f,7,8\r']),
];

/** A file read in any pieces gives what the naive reader gives, and every line is accounted for. */
export const reader: Target = {
  name: 'reader',
  seeds: SEEDS,
  tokens: [
    '__time__',
    'functionName',
    'latency',
    'runtime',
    'memoryMB',
    '"',
    '""',
    '",',
    ',"',
    '\r\n',
    '\uFEFF',
    '2023-11-14T22:13:20Z',
    ' \t',
  ],
  check(input) {
    // How the file is cut follows from its bytes, so that a kept input fails again.
    const random = new Random(input.reduce((hash, byte) => (Math.imul(hash, 31) + byte) | 0, input.length));
    const expected = naiveRead(input);
    const found = read(cut(input, random), 1 + random.below(random.oneIn(2) ? 60 : 4000));
    mustAgree('the trace', found && asNaive(found), expected);
    if (!found) return;
    const { rows, badRows, blankLines, headerLines, records } = found.account;
    if (rows + badRows + blankLines + headerLines !== records)
      throw new Fault(`lines do not add up: ${JSON.stringify(found.account)}`);
  },
};

/** The file as read; null if the reader refuses it with a message. */
function read(parts: readonly Uint8Array[], stretch: number): TraceFile | null {
  const trace = new TraceReader(stretch);
  try {
    for (const part of parts) for (const _ of trace.write(part));
    return trace.end();
  } catch (error) {
    if (error instanceof TraceError) return null;
    throw error;
  }
}

function cut(bytes: Uint8Array, random: Random): Uint8Array[] {
  const cuts = Array.from({ length: random.below(4) }, () => random.below(bytes.length + 1)).sort((a, b) => a - b);
  return [0, ...cuts].map((from, i) => bytes.subarray(from, cuts[i] ?? bytes.length));
}
