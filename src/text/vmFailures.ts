/** A VM that fails, as people write it in the form and on the command line: `12@3.5` is VM 12 failing after 3.5 s. */
interface VmFailure {
  readonly vm: number;
  /** Seconds. */
  readonly time: number;
}

const VM_AT_SECONDS = /^(\d{1,9})@((?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/i;

/** Reads one `VM@SECONDS`; null for anything else. */
export function parseVmFailure(text: string): VmFailure | null {
  const [, vm, time] = VM_AT_SECONDS.exec(text.trim()) ?? [];
  const seconds = Number(time);
  return vm !== undefined && Number.isFinite(seconds) ? { vm: Number(vm), time: seconds } : null;
}

/** A comma separates two failures; in "12@3,5" it is a decimal comma, which is not read. */
const SEPARATORS = /[\s;]+|,(?=\s|\d+@|$)/;

/** Reads several, with spaces, commas or semicolons between them. `unreadable` is the first part that is none. */
export function parseVmFailures(text: string): {
  readonly failures: readonly VmFailure[];
  readonly unreadable: string | null;
} {
  const parts = text.split(SEPARATORS).filter((part) => part !== '');
  const read = parts.map(parseVmFailure);
  const wrong = read.indexOf(null);
  return { failures: read.filter((failure) => failure !== null), unreadable: wrong < 0 ? null : parts[wrong] };
}

/** The text that `parseVmFailures` reads as these. */
export function vmFailuresText(failures: readonly VmFailure[]): string {
  return failures.map(({ vm, time }) => `${vm}@${time}`).join(' ');
}
