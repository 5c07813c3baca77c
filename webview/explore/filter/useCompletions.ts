import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { completions, type FilterCompletion, type FilterField, type ValueCount } from '../../../src/filter';
import { useDashboard } from '../../state/dashboard';

export interface Completions {
  readonly isOpen: boolean;
  readonly items: readonly FilterCompletion[];
  readonly hint: string;
  /** Where the part to be completed starts. */
  readonly from: number;
  readonly active: number | null;
  open(): void;
  close(): void;
  /** Reads the cursor again. */
  refresh(): void;
  /** After a completion: opens the list for what comes next. */
  follow(continues: boolean): void;
  move(by: number): void;
  /** The whole text with a completion in it, and the place of the cursor; null for none. */
  accepted(index: number): { readonly text: string; readonly cursor: number; readonly continues: boolean } | null;
}

const MOST_FUNCTIONS = 50;

/** What can stand at the cursor of the filter line. */
export function useCompletions(input: RefObject<HTMLInputElement | null>, text: string): Completions {
  const { filter, explore } = useDashboard();
  const [isAsked, setAsked] = useState(false);
  const [cursor, setCursor] = useState(0);
  const [active, setActive] = useState<number | null>(null);
  const fields = filter.fields.value;
  const functions = useFunctionNames(isAsked ? functionTyped(text, cursor) : null);
  const valuesOf = (field: FilterField): readonly ValueCount[] => {
    if (field.column.kind === 'function') return functions;
    const bars = explore.answer.value?.bars.find(({ key }) => key === field.name);
    return bars?.values.map((value) => ({ text: value.text, count: value.all })) ?? [];
  };
  const found = isAsked ? completions(text, cursor, fields, valuesOf) : null;
  const items = found?.items ?? [];
  const isOpen = found !== null && (items.length > 0 || found.hint !== '');
  const read = () => setCursor(input.current?.selectionStart ?? 0);
  return {
    isOpen,
    items,
    hint: found?.hint ?? '',
    from: found?.from ?? 0,
    active: isOpen && active !== null && active < items.length ? active : null,
    open: () => {
      read();
      setActive(null);
      setAsked(true);
    },
    close: () => {
      setAsked(false);
      setActive(null);
    },
    refresh: read,
    follow: (continues) => {
      read();
      setAsked(continues);
    },
    move: (by) => {
      read();
      setAsked(true);
      const count = items.length;
      if (count > 0) setActive(active === null ? (by > 0 ? 0 : count - 1) : (active + by + count) % count);
    },
    accepted: (index) => {
      const item = items[index];
      if (!found || !item) return null;
      const continues = /[:<>=]$/.test(item.text);
      const rest = text.slice(found.to);
      const space = continues || rest !== '' ? '' : ' ';
      const start = `${text.slice(0, found.from)}${item.text}${space}`;
      return { text: `${start}${rest}`, cursor: start.length, continues };
    },
  };
}

/** What is typed of a function's name, if the cursor is in one. */
function functionTyped(text: string, cursor: number): string | null {
  return /(?:^|\s)-?(?:fn|function):(?:[^\s]*,)?([^\s,"*]*)$/i.exec(text.slice(0, cursor))?.[1] ?? null;
}

/** Functions with most cold starts whose names contain what is typed; null: none is asked for. */
function useFunctionNames(typed: string | null): readonly ValueCount[] {
  const { host, connection } = useDashboard();
  const [names, setNames] = useState<readonly ValueCount[]>([]);
  const generation = connection.generation.value;
  useEffect(() => {
    if (typed === null) return;
    const abort = new AbortController();
    const request = { sort: 'count', descending: true, filter: typed, offset: 0, limit: MOST_FUNCTIONS } as const;
    host.ask('functions', request, abort.signal).then(
      ({ rows }) => {
        if (!abort.signal.aborted) setNames(rows.map(({ name, count }) => ({ text: name, count })));
      },
      () => {}, // completions are a help: without them, names can still be typed
    );
    return () => abort.abort();
  }, [typed, generation]);
  return names;
}
