import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { Filter } from '../../../webview/state/filter';

function emptyFilter() {
  const view = { where: signal('') };
  return { view, filter: new Filter(view, () => null) };
}

describe('the history of the filter', () => {
  it('undoes and redoes each text', () => {
    const { filter } = emptyFilter();
    filter.set('a');
    filter.set('b');
    filter.undo();
    expect(filter.text).toBe('a');
    filter.undo();
    expect([filter.text, filter.canUndo.value]).toEqual(['', false]);
    filter.undo();
    filter.redo();
    filter.redo();
    expect([filter.text, filter.canRedo.value]).toEqual(['b', false]);
  });

  it('forgets what was undone once another text is set', () => {
    const { filter } = emptyFilter();
    filter.set('a');
    filter.undo();
    filter.set('b');
    expect(filter.canRedo.value).toBe(false);
  });

  it('takes a gesture as one step', () => {
    const { filter } = emptyFilter();
    filter.set('start');
    for (const text of ['x', 'xy', 'xyz']) filter.set(text, false);
    filter.endGesture('start');
    filter.undo();
    expect(filter.text).toBe('start');
    filter.redo();
    expect(filter.text).toBe('xyz');
  });

  it('takes a gesture that ends where it began as no step', () => {
    const { filter } = emptyFilter();
    filter.set('start');
    filter.set('x', false);
    filter.set('start', false);
    filter.endGesture('start');
    filter.undo();
    expect(filter.text).toBe('');
  });
});

describe('a filter that was there before the trace', () => {
  it('is not called wrong until the columns are known', () => {
    const { filter } = emptyFilter();
    filter.set('runtime:python latency>10s');
    expect(filter.parsed.value.problems).toEqual([]);
  });
});
