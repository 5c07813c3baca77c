import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_FILTER } from '../../../src/filter';
import { type LinkedView, readViewLink, viewQuery } from '../../../src/host/views/viewLink';
import { runs } from '../../depth';

const part = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter((text) => !/[\\/:\p{Cc}]|^\.{1,2}$/u.test(text) && text.isWellFormed());
const view: fc.Arbitrary<LinkedView> = fc.record({
  path: fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('/')),
  where: fc.string({ unit: 'grapheme', maxLength: 200 }).filter((text) => !/\p{Cc}/u.test(text) && text.isWellFormed()),
  zoom: fc.option(
    fc.tuple(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 1, max: 1e9 })).map(([from, span]) => ({
      from,
      to: from + span,
    })),
  ),
});

const message = (path: string, query: string) => {
  try {
    readViewLink(path, query);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};
const ofFile = (file: string) => message('/open', new URLSearchParams({ file }).toString());

describe('a link to a view', () => {
  it('gives back the view that it was made of', () => {
    fc.assert(
      fc.property(view, (linked) => {
        expect(readViewLink('/open', viewQuery(linked))).toEqual(linked);
      }),
      { numRuns: runs(200) },
    );
  });

  it('holds the path, the filter and the time, and nothing else', () => {
    expect(viewQuery({ path: 'traces/day 1.csv', where: 'latency>10s', zoom: { from: 60, to: 120.5 } })).toBe(
      'file=traces%2Fday+1.csv&where=latency%3E10s&time=60..120.5',
    );
    expect(viewQuery({ path: 'a.csv', where: '', zoom: null })).toBe('file=a.csv');
  });

  it.each([
    '/etc/passwd',
    '../secret.csv',
    'a/../../secret.csv',
    'a/./b.csv',
    'a//b.csv',
    'a/',
    '',
    'C:/secret.csv',
    'C:secret.csv',
    'a\\..\\secret.csv',
    '\\\\server\\share\\a.csv',
    'file:///etc/passwd',
    'https://example.com/a.csv',
    'a.csv\u0000.txt',
    'a\n.csv',
    '..',
    `${'a/'.repeat(600)}a.csv`,
  ])('is refused for the file %j', (file) => {
    expect(ofFile(file)).toBe("This link's file is not a path within a folder.");
  });

  it('is refused with anything that it does not know', () => {
    expect(message('/run', 'file=a.csv')).toBe('This link asks for something unknown.');
    expect(message('', 'file=a.csv')).toBe('This link asks for something unknown.');
    expect(message('/open', 'file=a.csv&command=x')).toBe('This link holds something unknown.');
    expect(message('/open', 'file=a.csv&file=b.csv')).toBe('This link has more than one "file".');
    expect(message('/open', `file=a.csv&where=${'a'.repeat(100_000)}`)).toBe('This link is too long.');
    expect(message('/open', `file=a.csv&where=${'a'.repeat(LONGEST_FILTER + 1)}`)).toBe(
      "This link's filter is invalid.",
    );
    expect(message('/open', 'file=a.csv&where=a%0Ab')).toBe("This link's filter is invalid.");
    for (const time of ['', '1', '1..', '2..1', '1..1', 'a..b', '1..2..3', '1e400..2', 'NaN..1', ' 1..2'])
      expect(message('/open', `file=a.csv&time=${encodeURIComponent(time)}`)).toBe(
        "This link's time range is invalid.",
      );
  });

  it('never throws anything but an error for the reader', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (path, query) => {
        for (const one of [message(path, query), message('/open', query)]) {
          expect(one === null || one.startsWith('This link')).toBe(true);
        }
      }),
      { numRuns: runs(200) },
    );
  });
});
