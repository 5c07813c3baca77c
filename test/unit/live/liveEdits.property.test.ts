import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LiveEdits, lineEditOf, type TraceAsRead } from '../../../src/live';
import { buildIndex, hoverFacts, overviewOf, rowAtLine, unitInForce } from '../../../src/statistics';
import { bytesSource, readTrace, TraceError } from '../../../src/trace';
import { runs } from '../../depth';
import { traceText } from '../trace/files';
import { EditedText, ordinaryText, type RandomEdit, randomEdits } from './editedText';

const RUNS = runs(400);

/** Reads all of a text; null for one that cannot be read as a trace. */
async function readAll(text: string): Promise<(TraceAsRead & { readonly unitsPerSecond: number }) | null> {
  try {
    const file = await readTrace(bytesSource([new TextEncoder().encode(text)]));
    const index = await buildIndex(file.table);
    const unit = unitInForce(file.detectedUnit, 'auto');
    const source = { kind: 'editor', name: 'a.csv', version: 1, modified: 0 } as const;
    const overview = await overviewOf(file, index, { source, unit, synthetic: false });
    return { table: file.table, index, overview, unitsPerSecond: unit.unit === 'seconds' ? 1 : 1000 };
  } catch (error) {
    if (error instanceof TraceError) return null;
    throw error;
  }
}

/** All answers about a text's lines, without the numbers of rows and functions. */
function answersOf({ trace }: LiveEdits, lines: number) {
  const rows = Array.from({ length: lines + 2 }, (_, line) => trace.rowAt(line));
  return {
    facts: rows.map((row) => (row < 0 ? null : { ...trace.facts(row), row: 0, functionId: 0 })),
    problems: trace.problems,
    headline: trace.headline,
  };
}

function answersOfFullRead(
  { table, index, overview, unitsPerSecond }: NonNullable<Awaited<ReturnType<typeof readAll>>>,
  lines: number,
) {
  const rows = Array.from({ length: lines + 2 }, (_, line) => rowAtLine(table, line));
  const answers = overview as Awaited<ReturnType<typeof overviewOf>>;
  const { account, functions, timeRange, latency } = answers;
  const { format, assumptions, columns, described, coldStartRate, relativeTime, timeUnit, timeUnitIsSet } = answers;
  return {
    facts: rows.map((row) =>
      row < 0 ? null : { ...hoverFacts(table, index, unitsPerSecond, row), row: 0, functionId: 0 },
    ),
    problems: overview.problems,
    headline: {
      account: { rows: account.rows, badRows: account.badRows },
      format,
      assumptions,
      described,
      coldStartRate,
      functions,
      columns,
      timeRange,
      relativeTime,
      timeUnit,
      timeUnitIsSet,
      latency: latency && {
        unit: latency.unit,
        setting: latency.setting,
        reason: latency.reason,
        doubt: latency.doubt,
        isGiven: latency.isGiven,
        p99: latency.p99,
      },
    },
  };
}

/** How often edits were followed, and how often the whole text was read again. */
interface Counts {
  followed: number;
  readAgain: number;
}

/** Makes the edits one by one. After each, the answers must equal those of a full read. */
async function follow(start: string, edits: readonly RandomEdit[], counts: Counts): Promise<void> {
  const text = new EditedText(start);
  let read = await readAll(text.all);
  let live = read && LiveEdits.none(read);
  for (const edit of edits) {
    const changes = text.make(edit);
    const after: LiveEdits | null = live?.after(changes.map(lineEditOf), text) ?? null;
    const all = await readAll(text.all);
    if (after) {
      counts.followed++;
      expect(all).not.toBeNull();
      expect(answersOf(after, text.lineCount)).toEqual(answersOfFullRead(all!, text.lineCount));
      live = after;
    } else {
      counts.readAgain++;
      read = all;
      live = read && LiveEdits.none(read);
    }
  }
}

describe('an edited trace', () => {
  it.each([
    ['of any kind', traceText, 0.05],
    ['of ordinary lines, good and bad', ordinaryText, 0.5],
  ])('gives the answers of a full read: one %s', async (_, texts, leastFollowed) => {
    const counts = { followed: 0, readAgain: 0 };
    await fc.assert(
      fc.asyncProperty(texts, randomEdits, (start, edits) => follow(start, edits, counts)),
      { numRuns: RUNS },
    );
    expect(counts.readAgain).toBeGreaterThan(0);
    expect(counts.followed / (counts.followed + counts.readAgain)).toBeGreaterThan(leastFollowed);
  });
});
