import { describe, expect, it } from 'vitest';
import { SavedViews } from '../../../src/host/views/savedViews';

/** What a workspace keeps: JSON by key. */
function memento(kept: Record<string, unknown> = {}) {
  return {
    kept,
    keys: () => Object.keys(kept),
    get: (key: string) => kept[key],
    update: async (key: string, value: unknown) => {
      kept[key] = JSON.parse(JSON.stringify(value));
    },
  };
}
const uri = (text: string) => ({ toString: () => text }) as never;
const TRACE = uri('file:///w/a.csv');
const view = (name: string, where = '') => ({ name, where, zoom: null });

describe('named views', () => {
  it('are kept for each trace, in the order of their names', async () => {
    const state = memento();
    const views = new SavedViews(state as never);
    await views.save(TRACE, { ...view(' night ', 'time:00:00..06:00'), zoom: { from: 1, to: 2 } });
    await views.save(TRACE, view('evening', 'time:16:20..19:00'));
    await views.save(uri('file:///w/b.csv'), view('other'));
    const again = new SavedViews(memento(state.kept) as never);
    expect(again.list(TRACE).map(({ name }) => name)).toEqual(['evening', 'night']);
    expect(again.list(TRACE)[1]).toEqual({ name: 'night', where: 'time:00:00..06:00', zoom: { from: 1, to: 2 } });
    expect(again.list(null)).toEqual([]);
  });

  it('are replaced, renamed and deleted by name', async () => {
    const views = new SavedViews(memento() as never);
    await views.save(TRACE, view('a', 'x'));
    await views.save(TRACE, view('a', 'y'));
    expect(views.list(TRACE)).toEqual([view('a', 'y')]);
    await views.save(TRACE, view('b'));
    await expect(views.rename(TRACE, 'a', 'b')).rejects.toThrow('There is a view b already.');
    await expect(views.rename(TRACE, 'c', 'd')).rejects.toThrow('There is no view c.');
    expect(await views.rename(TRACE, 'a', 'c')).toEqual([view('b'), view('c', 'y')]);
    await views.remove(TRACE, 'b');
    expect(await views.remove(TRACE, 'c')).toEqual([]);
  });

  it('need a name and a trace, and are at most 200', async () => {
    const views = new SavedViews(memento() as never);
    await expect(views.save(TRACE, view('  '))).rejects.toThrow('A view needs a name.');
    await expect(views.save(null, view('a'))).rejects.toThrow('Views are of a trace.');
    for (let index = 0; index < 200; index++) await views.save(TRACE, view(`v${index}`));
    await expect(views.save(TRACE, view('one more'))).rejects.toThrow('There are 200 views.');
    await views.save(TRACE, view('v0', 'changed'));
  });

  it('ignore what another version, or another program, has saved in their place', () => {
    for (const kept of [null, 1, 'a', [], { [String(TRACE)]: 'a' }, { [String(TRACE)]: [null, 1, { name: 2 }] }])
      expect(new SavedViews(memento({ views: kept }) as never).list(TRACE)).toEqual([]);
    const mixed = { [String(TRACE)]: [{ name: 'a', where: 1, zoom: null }, view('good')] };
    expect(new SavedViews(memento({ views: mixed }) as never).list(TRACE)).toEqual([view('good')]);
  });

  it('do not lose what they hold if a rename fails', async () => {
    const views = new SavedViews(memento() as never);
    await views.save(TRACE, view('a', 'x'));
    await expect(views.rename(TRACE, 'a', ' ')).rejects.toThrow('A view needs a name.');
    expect(views.list(TRACE)).toEqual([view('a', 'x')]);
  });
});
