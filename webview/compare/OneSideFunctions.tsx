import type { FunctionsOfOneSide } from '../../src/protocol/queries';
import { count, counted, duration } from '../../src/text';
import { ScrollTable } from '../parts/ScrollTable';
import { FunctionName } from './FunctionName';

interface OneSideFunctionsProps {
  readonly side: 'A' | 'B';
  readonly functions: FunctionsOfOneSide;
}

/** The functions that only one side has. */
export function OneSideFunctions({ side, functions: { functions, coldStarts, listed } }: OneSideFunctionsProps) {
  if (functions === 0) return null;
  const rest = functions - listed.length;
  return (
    <section class="compare-list" aria-label={`Only in ${side}`}>
      <h3>
        Only in {side}{' '}
        <span class="hint">
          {counted(functions, 'function')}, {counted(coldStarts, 'cold start')}
        </span>
      </h3>
      <ScrollTable name={`Functions only in ${side}`} titles={['Function', 'Cold starts', 'p50', 'p99']}>
        {listed.map((one) => (
          <tr key={one.name}>
            <th scope="row">
              <FunctionName name={one.name} />
            </th>
            <td>{count(one.count)}</td>
            <td>{duration(one.p50)}</td>
            <td>{duration(one.p99)}</td>
          </tr>
        ))}
      </ScrollTable>
      {rest > 0 && <p class="hint">{counted(rest, 'function')} with fewer cold starts not shown.</p>}
    </section>
  );
}
