import { fileSource } from '../../../src/worker';
import type { Subject } from '../measure/subject';
import type { TraceInput } from './input';

const NEWLINE = 0x0a;

/** The least that any reader does: it looks at every byte. */
export const countNewlines: Subject<TraceInput, number> = ({ file }) => ({
  async run() {
    const source = await fileSource(file);
    let lines = 0;
    for await (const piece of source.read(0)) {
      for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, at + 1)) lines++;
    }
    await source.close();
    return lines;
  },
  found: (lines) => ({ rows: lines - 1 }),
});
