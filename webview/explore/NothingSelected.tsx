import { type FilterWord, withoutWord } from '../../src/filter';
import { counted } from '../../src/text';
import { useDashboard } from '../state/dashboard';
import { useQuery } from '../state/query';
import { Button } from '../toolkit';
import { chipText } from './chipText';

interface Blocking {
  readonly word: FilterWord;
  /** Cold starts without the word. */
  readonly total: number;
}

/** Says which words leave no cold start, and offers to remove them. */
export function NothingSelected() {
  const { filter, host, connection } = useDashboard();
  const query = useQuery(async (signal): Promise<readonly Blocking[]> => {
    const { words } = filter.parsed.value;
    const { text } = filter;
    const totals = words.map(async (word) => {
      const where = withoutWord(text, word);
      const { total } = await host.ask('lines', { functionId: null, from: null, to: null, where, limit: 0 }, signal);
      return { word, total };
    });
    return (await Promise.all(totals)).filter(({ total }) => total > 0).sort((a, b) => b.total - a.total);
  });
  const { value } = query.answer.value;
  const name = ({ from, to }: FilterWord) => filter.text.slice(from, to);
  const chip = (word: FilterWord) => chipText(word, name(word), connection.times.value);
  return (
    <div class="note nothing-selected" role="status">
      <p class="grow">
        <strong>No cold start passes the filter.</strong>{' '}
        {value?.length === 0 && 'Several of its words exclude all of them together.'}
        {value && value.length > 0 && `Without “${chip(value[0].word)}”: ${counted(value[0].total, 'cold start')}.`}
      </p>
      {value?.slice(0, 3).map(({ word }) => (
        <Button key={name(word)} onClick={() => filter.remove(word)}>
          Remove {chip(word)}
        </Button>
      ))}
      <Button onClick={() => filter.reset()}>Reset the filter</Button>
    </div>
  );
}
