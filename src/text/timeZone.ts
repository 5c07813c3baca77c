/** The choices of zones; `local` is that of the computer with the window. */
export const TIME_ZONES = ['UTC', 'local'] as const;
export type TimeZoneChoice = (typeof TIME_ZONES)[number];

/** A time zone in which times are shown. */
export interface TimeZone {
  /** "UTC", "Europe/Berlin". */
  readonly name: string;
  /** Seconds that its clocks are ahead of UTC at a moment, given as epoch seconds. */
  offset(epochSeconds: number): number;
}

export const UTC: TimeZone = { name: 'UTC', offset: () => 0 };

/** "UTC", "UTC+05:30", "UTC−03:00". */
export function offsetText(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `UTC${minutes < 0 ? '−' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
