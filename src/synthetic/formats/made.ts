import type { Random } from '../random';

/** Made-up values that formats need in addition to those of a cold start. */

/** `2021-05-08T15:50:00.000Z`. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** A random UUID. */
export function uuid(random: Random): string {
  const digits = hex(random, 32);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20)}`;
}

/** Hexadecimal digits; a multiple of 8. */
export function hex(random: Random, digits: number): string {
  let text = '';
  while (text.length < digits) {
    text += Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  }
  return text;
}

/** Makes the same whole number, 0 to below `most`, of a name each time. */
export function numberOf(name: string, most: number): number {
  let hash = 7;
  for (let at = 0; at < name.length; at++) hash = (Math.imul(hash, 31) + name.charCodeAt(at)) >>> 0;
  return hash % most;
}

/** Bytes of the image of a function, 40 to 800 MB. */
export function imageBytes(name: string): number {
  return 40_000_000 + 100 * numberOf(name, 7_600_000);
}
