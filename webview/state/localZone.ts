import type { TimeZone } from '../../src/text';

/** The time zone of the computer with the window. */
export const LOCAL: TimeZone = {
  name: Intl.DateTimeFormat().resolvedOptions().timeZone || 'local',
  offset: (epochSeconds) => -60 * new Date(epochSeconds * 1000).getTimezoneOffset() || 0,
};
