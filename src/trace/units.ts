import type { MeasureUnit } from '../text';
import type { FileUnit } from './formats';

/** A number of a file × `times` ÷ `per` is in our unit. One of the two is 1, so that the result is rounded once. */
export interface Scale {
  readonly times: number;
  readonly per: number;
}

type Scales = Readonly<Partial<Record<FileUnit, Scale>>>;

const ONE: Scale = { times: 1, per: 1 };
const MIB = 1 << 20;

const SECONDS: Scales = { ms: { times: 1, per: 1e3 }, µs: { times: 1, per: 1e6 }, ns: { times: 1, per: 1e9 } };

/** Platforms call 2²⁰ bytes of a container's memory a MB, and 1,024 of those a GB. */
const MEGABYTES: Scales = {
  GB: { times: 1024, per: 1 },
  bytes: { times: 1, per: MIB },
  'bytes·10⁶': { times: 1, per: 1e6 },
};

const BYTES: Scales = { MB: { times: 1e6, per: 1 }, MiB: { times: MIB, per: 1 }, GB: { times: 1e9, per: 1 } };

const SCALES: Readonly<Partial<Record<MeasureUnit, Scales>>> = { s: SECONDS, MB: MEGABYTES, bytes: BYTES };

/** How numbers of a file become numbers in `unit`. */
export function scaleOf(fileUnit: FileUnit | 'auto', unit: MeasureUnit): Scale {
  return (fileUnit !== 'auto' && SCALES[unit]?.[fileUnit]) || ONE;
}
