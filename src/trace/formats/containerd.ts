import type { Assumption } from '../table';
import { parseTime } from '../times';
import type { RecordFormat, RecordParser, RecordSink, SourceRecord } from './format';
import { GO_DURATION, parseGoDuration } from './goDuration';
import { imageName } from './imageName';
import { memberOf, textOf } from './jsonValues';

/** `time="…" level=info msg="PullImage \"…\""`, behind the prefix of syslog or journald, or as JSON. */
const BEGUN = /\bPullImage \\?"([^"\\]+)\\?"(?=\\?"|\s*$)/;
const PULLED = new RegExp(`\\bPulled image \\\\?"([^"\\\\]+)\\\\?".*? in (${GO_DURATION})(?=\\\\?"|\\s*$)`);
/** Written after `Pulled image`, and alone by versions that write no duration. */
const RETURNED = /\bPullImage \\?"([^"\\]+)\\?" returns image reference/;
const FAILED = /\bPullImage \\?"[^"\\]+\\?" failed/;
/** A message about a pull whose closing quote is missing. */
const UNCLOSED = /\bmsg="(?:PullImage|Pulled image) (?:[^"\\]|\\.)*\\?$/;
const SIZE = /, size \\?"(\d{1,15})\\?"/;
const TIME = /\btime"?[=:] ?"([^"]{10,40})"/;
const NODE = /(?:^|\s)([\w.-]{1,253}) containerd\[\d+\]: /;
const OF_CONTAINERD = /\bcontainerd\[\d+\]: time="/;

/** More pulls than a node has under way at once; the oldest beyond are forgotten. */
const MOST_OPEN = 10_000;

const ASSUMPTIONS: readonly Assumption[] = [
  { key: 'unit', text: 'latencies are image pulls' },
  { key: 'function', text: 'a function is an image without tag and digest' },
  { key: 'cold', text: 'every pull is a cold start, from when it begins' },
];

/** The log of containerd: a file, `journalctl -u containerd`, or syslog. */
export const containerd: RecordFormat = {
  kind: 'records',
  id: 'containerd',
  title: 'containerd image pulls',
  knownBy: 'lines with PullImage or Pulled image, or of containerd',
  columns: [
    { key: 'imageBytes', title: 'image size', role: 'measure', unit: 'bytes' },
    { key: 'node', title: 'node', role: 'label' },
    { key: 'image', title: 'image', role: 'label' },
  ],
  needles: ['PullImage', 'Pulled image'],
  rest: 'other line',
  recognise: ({ lines }) =>
    lines.some((line) => line.length < 10_000 && (BEGUN.test(line) || PULLED.test(line) || OF_CONTAINERD.test(line)))
      ? { as: 'lines' }
      : null,
  parser: (sink) => new ContainerdParser(sink),
};

class ContainerdParser implements RecordParser {
  /** When pulls under way began, in epoch seconds, by node and image. */
  readonly #begun = new Map<string, number[]>();

  constructor(readonly sink: RecordSink) {}

  assumptions(): readonly Assumption[] {
    return ASSUMPTIONS;
  }

  record({ line, value }: SourceRecord) {
    const { text, node } = messageOf(String(value));
    const begun = BEGUN.exec(text)?.[1];
    const pulled = PULLED.exec(text);
    const returned = RETURNED.exec(text)?.[1];
    const image = begun ?? pulled?.[1] ?? returned;
    if (image === undefined) {
      if (isCutOff(text)) return this.sink.bad(line, '', 'a complete line');
      return this.sink.other(FAILED.test(text) ? 'failed pull' : 'other line');
    }
    const end = parseTime(TIME.exec(text)?.[1] ?? '', 1);
    if (!(end >= 0)) return this.sink.bad(line, 'time', 'a time');
    const key = `${node ?? ''} ${image}`;
    if (begun !== undefined) return this.#begin(key, end);
    const start = this.#end(key);
    if (!pulled && start === undefined) return this.sink.other('end of a pull');
    const latency = pulled ? parseGoDuration(pulled[2]) : Math.max(0, end - (start ?? end));
    const size = SIZE.exec(text)?.[1];
    this.sink.cold({
      line,
      time: end - latency,
      function: imageName(image),
      latency,
      id: `${key} ${TIME.exec(text)?.[1]}`,
      numbers: { imageBytes: size === undefined ? undefined : Number(size) },
      labels: { node, image },
    });
  }

  #begin(key: string, time: number) {
    const open = this.#begun.get(key);
    if (open) open.push(time);
    else this.#begun.set(key, [time]);
    if (this.#begun.size > MOST_OPEN) this.#begun.delete(this.#begun.keys().next().value ?? '');
    this.sink.other('start of a pull');
  }

  #end(key: string): number | undefined {
    const open = this.#begun.get(key);
    const start = open?.shift();
    if (open?.length === 0) this.#begun.delete(key);
    return start;
  }
}

/** Whether a line about a pull, which tells no image, ends too early. */
function isCutOff(text: string): boolean {
  if (!text.startsWith('{')) return UNCLOSED.test(text);
  try {
    JSON.parse(text);
    return false;
  } catch {
    return /"(?:MESSAGE|msg)"/.test(text);
  }
}

/** containerd's own line, and the node of its prefix. `journalctl -o json` has both in an object. */
function messageOf(line: string): { readonly text: string; readonly node: string | undefined } {
  if (line.startsWith('{') && line.includes('"MESSAGE"')) {
    try {
      const entry: unknown = JSON.parse(line);
      return { text: textOf(memberOf(entry, 'MESSAGE')) ?? '', node: textOf(memberOf(entry, '_HOSTNAME')) };
    } catch {
      // Not JSON: a line like any other.
    }
  }
  return { text: line, node: NODE.exec(line)?.[1] };
}
