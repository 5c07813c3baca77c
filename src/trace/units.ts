import type { MeasureUnit } from '../text';
import type { DurationUnit, FileUnit } from './formats/format';

/** A number of a file with its point moved `shift` places to the left, × `factor`, is in our unit. */
export interface Scale {
  /** Moving the point rounds a decimal number once; dividing it would round it twice. */
  readonly shift: number;
  readonly factor: number;
}

/** How many of a unit are a second. */
export const PER_SECOND: Readonly<Record<DurationUnit, number>> = { s: 1, ms: 1e3, µs: 1e6, ns: 1e9 };

type Scales = Readonly<Partial<Record<FileUnit, Scale>>>;

const MIB = 1 << 20;

const SECONDS: Scales = { ms: shifted(3), µs: shifted(6), ns: shifted(9) };

/** Platforms call 2²⁰ bytes of a container's memory a MB, and 1,024 of those a GB. */
const MEGABYTES: Scales = { GB: multiplied(1024), bytes: multiplied(1 / MIB), 'bytes·10⁶': shifted(6) };

const BYTES: Scales = { MB: multiplied(1e6), MiB: multiplied(MIB), GB: multiplied(1e9) };

const SCALES: Readonly<Partial<Record<MeasureUnit, Scales>>> = { s: SECONDS, MB: MEGABYTES, bytes: BYTES };

/** How numbers of a file become numbers in `unit`; undefined where they are the same. */
export function scaleOf(fileUnit: FileUnit | 'auto', unit: MeasureUnit): Scale | undefined {
  return fileUnit === 'auto' ? undefined : SCALES[unit]?.[fileUnit];
}

export function shifted(shift: number): Scale {
  return { shift, factor: 1 };
}

export function multiplied(factor: number): Scale {
  return { shift: 0, factor };
}
