import { describe, expect, it } from 'vitest';
import type { FunctionSummary, FunctionsRequest, ListedFunctions } from '../../../src/protocol/queries';
import { FunctionPages, PAGE_SIZE } from '../../../webview/functions/pages';

const ORDER = { sort: 'count', descending: true, filter: '' } as const;

const row = (id: number) => ({ id, name: `f${id}` }) as FunctionSummary;

/** A host with `total` functions that writes down what it is asked. */
function pagesOf(total: number, fails: (request: FunctionsRequest) => boolean = () => false) {
  const asked: number[] = [];
  const pages = new FunctionPages(ORDER, async (request): Promise<ListedFunctions> => {
    asked.push(request.offset);
    if (fails(request)) throw new Error('gone');
    const length = Math.max(0, Math.min(request.limit, total - request.offset));
    return {
      total,
      offset: request.offset,
      rows: Array.from({ length }, (_, at) => row(request.offset + at)),
      whole: new Uint32Array(length),
    };
  });
  return { pages, asked };
}

const untilAnswered = () => new Promise((resolve) => setImmediate(resolve));

describe('pages of functions', () => {
  it('are requested once, when they come into view', async () => {
    const { pages, asked } = pagesOf(10_000);
    pages.need(0, 20);
    pages.need(0, 20);
    await untilAnswered();
    pages.need(PAGE_SIZE - 10, PAGE_SIZE + 10);
    await untilAnswered();
    expect(asked).toEqual([0, PAGE_SIZE]);
    expect(pages.state.value.total).toBe(10_000);
    expect(pages.row(PAGE_SIZE + 3)?.id).toBe(PAGE_SIZE + 3);
    expect(pages.row(5 * PAGE_SIZE)).toBeNull();
  });

  it('far from the view are dropped, and requested again when needed', async () => {
    const { pages, asked } = pagesOf(100_000);
    for (let at = 0; at < 60; at++) {
      pages.need(at * PAGE_SIZE, at * PAGE_SIZE);
      await untilAnswered();
    }
    pages.need(59 * PAGE_SIZE, 59 * PAGE_SIZE);
    expect(pages.row(0)).toBeNull();
    pages.need(0, 0);
    await untilAnswered();
    expect(pages.row(0)?.id).toBe(0);
    expect(asked.filter((offset) => offset === 0)).toHaveLength(2);
  });

  it('that failed report it, and are requested again on retry', async () => {
    let broken = true;
    const { pages } = pagesOf(10, () => broken);
    pages.need(0, 0);
    await untilAnswered();
    expect(pages.state.value.failure?.message).toBe('gone');
    broken = false;
    pages.retry();
    await untilAnswered();
    expect(pages.state.value).toMatchObject({ total: 10, failure: null });
  });

  it('that arrive after the order changed are ignored', async () => {
    const { pages } = pagesOf(10);
    pages.need(0, 0);
    pages.dispose();
    await untilAnswered();
    expect(pages.state.value.total).toBeNull();
  });
});
