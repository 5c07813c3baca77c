import { describe, expect, it } from 'vitest';
import { offsetText, parseDayTime, timeText, UTC } from '../../../src/text';

const DAY = 86_400;
const AT = 3 * DAY + 4 * 3600 + 12 * 60 + 7;

describe('timeText of relative times', () => {
  const times = timeText(true);

  it('counts days from 0', () => {
    expect(times.moment(0)).toBe('day 0 00:00:00');
    expect(times.moment(AT)).toBe('day 3 04:12:07');
    expect(times.moment(AT + 0.25)).toBe('day 3 04:12:07.250');
    expect(times.moment(30 * DAY + 60)).toBe('day 30 00:01:00');
    expect(times.moment(1200 * DAY)).toBe('day 1200 00:00:00');
  });

  it('rounds binary fractions over midnight to the next day', () => {
    expect(times.moment(4 * DAY - 0.0001)).toBe('day 4 00:00:00');
  });

  it('labels ticks by day or time', () => {
    expect(times.tick(2 * DAY, 3600)).toBe('day 2');
    expect(times.tick(2 * DAY + 3600, 3600)).toBe('01:00');
    expect(times.tick(AT, 1)).toBe('04:12:07');
    expect(times.tick(0, DAY)).toBe('day 0');
  });

  it('says a time as exactly as its step', () => {
    expect(times.atStep(AT - 7, 60)).toBe('day 3 04:12');
    expect(times.atStep(AT, 1)).toBe('day 3 04:12:07');
    expect(times.atStep(AT + 0.5, 0.5)).toBe('day 3 04:12:07.500');
  });

  it('names the day of a range once if it has one', () => {
    expect(times.range(AT - 7, AT + 593)).toBe('day 3 04:12 – 04:22');
    expect(times.range(AT, AT + 10)).toBe('day 3 04:12:07 – 04:12:17');
    expect(times.range(0, 7 * DAY)).toBe('day 0 00:00 – day 7 00:00');
  });

  it('never shows a date', () => {
    for (const text of [
      times.moment(AT),
      times.tick(AT, 60),
      times.atStep(AT, 60),
      times.range(0, AT),
      times.axisTitle,
    ])
      expect(text).not.toMatch(/1970|UTC|Jan/);
  });
});

describe('parseDayTime', () => {
  it('reads what timeText writes', () => {
    const { moment, atStep } = timeText(true);
    for (const seconds of [0, 59, AT, AT + 0.25, 30 * DAY]) expect(parseDayTime(moment(seconds))).toBe(seconds);
    expect(parseDayTime(atStep(AT, 60))).toBe(AT);
    expect(parseDayTime('day 3')).toBe(3 * DAY);
    for (const text of ['', 'day', 'day x', '3', 'day 3 4:12', 'day 3 04:12 UTC']) expect(parseDayTime(text)).toBeNaN();
  });
});

describe('timeText of dates', () => {
  it('is in UTC', () => {
    const times = timeText(false);
    expect(times.moment(1_700_000_000)).toBe('2023-11-14 22:13:20 UTC');
    expect(times.tick(1_699_920_000, 3600)).toBe('14 Nov');
    expect(times.atStep(1_700_000_000, 1)).toBe('14 Nov 2023 22:13:20 UTC');
    expect(times.range(1_699_920_000, 1_699_923_600)).toBe('14 Nov 2023, 00:00 – 01:00 UTC');
  });
});

describe('timeText in a time zone', () => {
  /** Summer time until 31 Oct 2021 01:00 UTC. */
  const CHANGE = Date.UTC(2021, 9, 31, 1) / 1000;
  const berlin = { name: 'Europe/Berlin', offset: (seconds: number) => (seconds < CHANGE ? 7200 : 3600) };
  const times = timeText(false, berlin);
  const at = (text: string) => Date.parse(text) / 1000;

  it('says the offset with every time, and the zone on the axis', () => {
    expect(times.moment(at('2021-05-08T22:13:20.5Z'))).toBe('2021-05-09 00:13:20.500 UTC+02:00');
    expect(times.atStep(at('2021-12-08T22:13:00Z'), 60)).toBe('8 Dec 2021 23:13 UTC+01:00');
    expect(times.range(at('2021-05-08T22:00:00Z'), at('2021-05-08T23:30:00Z'))).toBe(
      '9 May 2021, 00:00 – 01:30 UTC+02:00',
    );
    expect(times.axisTitle).toBe('time (Europe/Berlin)');
  });

  it('labels ticks by the local day', () => {
    expect(times.tick(at('2021-05-08T22:00:00Z'), 3600)).toBe('9 May');
    expect(times.tick(at('2021-05-09T00:00:00Z'), 3600)).toBe('02:00');
    expect(times.tick(at('2021-12-08T23:00:00Z'), 3600)).toBe('9 Dec');
  });

  it('is exact for other programs, in UTC', () => {
    expect(times.exact(at('2021-05-08T22:13:20Z'))).toBe('2021-05-08T22:13:20Z');
  });

  it('changes nothing of relative times, or of UTC', () => {
    expect(timeText(true, berlin)).toBe(timeText(true));
    expect(timeText(false, UTC).axisTitle).toBe('time (UTC)');
    expect(timeText(false).offset(0)).toBe(0);
  });

  it('names offsets of half hours, and west of Greenwich', () => {
    expect([0, 19_800, -12_600, 7200].map(offsetText)).toEqual(['UTC', 'UTC+05:30', 'UTC−03:30', 'UTC+02:00']);
  });
});
