import type { Tested } from '../../src/protocol/figures';
import type { ParameterInfo, SystemInfo } from '../../src/protocol/queries';
import { percent } from '../../src/text';
import { systemLabel } from './plots';

interface TestedPartProps {
  readonly tested: readonly Tested[];
  readonly share: number;
  readonly parameters: readonly ParameterInfo[];
  readonly systems: readonly SystemInfo[];
}

const MOST_SHOWN = 8;

/** Which mechanisms a figure tests: how far its numbers move when a parameter changes. */
export function TestedPart({ tested, share, parameters, systems }: TestedPartProps) {
  const label = (name: string) => parameters.find((info) => info.name === name)?.label ?? name;
  const most = Math.max(...tested.flatMap(({ reactions }) => reactions.map(({ change }) => change)), 0);
  return (
    <details>
      <summary>What this figure tests</summary>
      <p class="muted">
        How far the simulated numbers move, on average, when one parameter is {percent(share, 0)} smaller or larger; a
        whole number by 1 at least.
      </p>
      {tested.map(({ system, reactions, without }) => (
        <section key={system} aria-label={`What this figure tests of ${systemLabel(systems, system)}`}>
          <h4>{systemLabel(systems, system)}</h4>
          <ul class="reactions">
            {reactions.slice(0, MOST_SHOWN).map(({ parameter, change }) => (
              <li key={parameter}>
                <span>{label(parameter)}</span>
                <span class="reaction" style={{ '--share': `${(100 * change) / most}%` }} />
                <span class="reaction-size">{percent(change, 1)}</span>
              </li>
            ))}
          </ul>
          {reactions.length > MOST_SHOWN && (
            <p class="muted">
              Less:{' '}
              {reactions
                .slice(MOST_SHOWN)
                .map(({ parameter }) => label(parameter))
                .join('; ')}
              .
            </p>
          )}
          <p class="muted">Does not react to: {without.map(label).join('; ')}.</p>
        </section>
      ))}
    </details>
  );
}
