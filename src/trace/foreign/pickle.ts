import type { ForeignFile } from './foreignFile';

/** Opcode PROTO, which begins every pickle of protocol 2 and later. */
const PROTO = 0x80;
/** Opcodes that follow it: FRAME, GLOBAL, EMPTY_DICT, EMPTY_LIST, MARK, SHORT_BINUNICODE, BINUNICODE, EMPTY_TUPLE. */
const FOLLOWING = [0x95, 0x63, 0x7d, 0x5d, 0x28, 0x8c, 0x58, 0x29];

/** Python's pickles, such as those of IBM Cloud Code Engine's traces. */
export const pickle: ForeignFile = {
  id: 'pickle',
  title: 'A Python pickle',
  recognise: ({ bytes }) => bytes[0] === PROTO && bytes[1] >= 2 && bytes[1] <= 5 && FOLLOWING.includes(bytes[2]),
  why: 'A pickle is a program for Python, which cannot be run safely.',
  instead:
    "If you trust it, convert it to Parquet or CSV with pandas. For IBM Cloud Code Engine's traces, InVitro has a converter; they have no cold starts.",
};
