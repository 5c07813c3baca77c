import { count, duration, fixed } from '../../src/text';

/** A moment of a run that lasts `end` seconds: "3.42 s", "12:07.3", "3 d 04:12:07". */
export function clockText(time: number, end: number): string {
  if (end < 600) return `${fixed(time, 2)} s`;
  const days = Math.floor(time / 86_400);
  const hours = Math.floor((time % 86_400) / 3600);
  const minutes = Math.floor((time % 3600) / 60);
  const seconds = fixed(Math.floor((time % 60) * 10) / 10, 1).padStart(4, '0');
  const two = (value: number) => String(value).padStart(2, '0');
  const day = days > 0 ? `${count(days)} d ` : '';
  return end < 3600 ? `${two(minutes)}:${seconds}` : `${day}${two(hours)}:${two(minutes)}:${seconds}`;
}

/** A moment for screen readers. */
export function spokenTime(time: number): string {
  return duration(time);
}
