import { type FilterField, parseFilter } from '../../../src/filter';

interface TokensProps {
  readonly text: string;
  readonly fields: readonly FilterField[];
  /** How far the text field is scrolled, pixels. */
  readonly scroll: number;
}

/** The text behind the field, in colours: fields, signs, values, and the words that are wrong. */
export function Tokens({ text, fields, scroll }: TokensProps) {
  const { words, problems } = parseFilter(text, fields);
  const pieces: { readonly kind: string; readonly text: string }[] = [];
  let at = 0;
  for (const { from, to } of words) {
    if (from > at) pieces.push({ kind: 'space', text: text.slice(at, from) });
    const [, head = '', sign = '', value = ''] =
      /^(-?(?:"(?:[^"\\]|\\.)*"|[^:<>"])*)([:<>]=?)?([\s\S]*)$/.exec(text.slice(from, to)) ?? [];
    pieces.push(
      { kind: sign === '' ? 'value' : 'field', text: head },
      { kind: 'sign', text: sign },
      { kind: 'value', text: value },
    );
    at = to;
  }
  pieces.push({ kind: 'value', text: text.slice(at) });
  return (
    <div class="filter-tokens" aria-hidden="true">
      <div style={{ transform: `translateX(${-scroll}px)` }}>
        {marked(pieces, problems).map(({ kind, text: piece, isWrong }, index) => (
          <span key={index} class={`token-${kind}${isWrong ? ' token-wrong' : ''}`}>
            {piece}
          </span>
        ))}
      </div>
    </div>
  );
}

/** Pieces cut at the edges of the problems. */
function marked(
  pieces: readonly { readonly kind: string; readonly text: string }[],
  problems: readonly { readonly from: number; readonly to: number }[],
): { readonly kind: string; readonly text: string; readonly isWrong: boolean }[] {
  const edges = problems.flatMap(({ from, to }) => [from, to]).sort((a, b) => a - b);
  let at = 0;
  return pieces.flatMap(({ kind, text }) => {
    const [start, end] = [at, at + text.length];
    at = end;
    const cuts = [start, ...edges.filter((edge) => edge > start && edge < end), end];
    return cuts.slice(1).flatMap((to, index) => {
      const from = cuts[index];
      const isWrong = problems.some((problem) => problem.from <= from && problem.to >= to);
      return to > from ? [{ kind, text: text.slice(from - start, to - start), isWrong }] : [];
    });
  });
}
