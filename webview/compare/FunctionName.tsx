import { nameText } from '../../src/text';
import { Name } from '../parts/Name';
import { useDashboard } from '../state/dashboard';

/** A function's name; if a side is a part of the trace, a link that shows its cold starts on the Explore tab. */
export function FunctionName({ name }: { readonly name: string }) {
  const { compare, filter, view } = useDashboard();
  const { a, b } = compare.sides.value;
  if (a.kind === 'file' && b.kind === 'file') return <Name text={name} />;
  const show = () => {
    compare.freeze();
    filter.setTerm('fn', { condition: { kind: 'is', patterns: [[name]] } });
    view.tab.value = 'explore';
  };
  return (
    <button type="button" class="link function-link" title={`Show ${nameText(name)} on Explore`} onClick={show}>
      <Name text={name} />
    </button>
  );
}
