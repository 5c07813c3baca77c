import type { ComponentChildren } from 'preact';
import type { Comparison, QuantileChange, SideFacts } from '../../src/protocol/queries';
import {
  changeText,
  count,
  duration,
  isWithinChance,
  percent,
  percentileText,
  secondsRange,
  signedSeconds,
  significant,
  timesText,
} from '../../src/text';

/** Percentiles of the headline; those said in words are among them. */
const SHOWN = [0.5, 0.9, 0.99];
const IN_WORDS = [0.5, 0.99];
/** With fewer cold starts on a side, p99 is the slowest or next to it. */
const FEW = 100;

/** The differences in words, and the main numbers. */
export function Headline({ found: { a, b, quantiles } }: { readonly found: Comparison }) {
  const isFew = Math.min(a.count, b.count) < FEW && quantiles.length > 0;
  return (
    <>
      <p class="compare-words" role="status">
        {quantiles
          .filter(({ share }) => IN_WORDS.includes(share))
          .map((change) => `${nameOf(change.share)} of B: ${changeText(change)}.`)
          .join(' ')}
        {isFew && <span class="muted"> With fewer than {FEW} cold starts on a side, p99 says little.</span>}
      </p>
      <dl class="compare-facts" aria-label="The comparison in numbers">
        <Pair term="Cold starts" a={a} b={b} text={(facts) => count(facts.count)} />
        <Pair term="Functions" a={a} b={b} text={(facts) => count(facts.functions)} />
        <Pair
          term="Per minute"
          a={a}
          b={b}
          text={({ perMinute }) => (perMinute === null ? '–' : significant(perMinute))}
        />
        {(a.coldStartRate !== null || b.coldStartRate !== null) && (
          <Pair
            term="Of invocations"
            a={a}
            b={b}
            text={({ coldStartRate: rate }) => (rate === null ? '–' : percent(rate, 1))}
          />
        )}
        {quantiles
          .filter(({ share }) => SHOWN.includes(share))
          .map((change) => (
            <Change key={change.share} change={change} />
          ))}
      </dl>
    </>
  );
}

const nameOf = (share: number) => (share === 0.5 ? 'Median' : percentileText(share));

interface PairProps {
  readonly term: string;
  readonly a: SideFacts;
  readonly b: SideFacts;
  readonly text: (facts: SideFacts) => string;
}

function Pair({ term, a, b, text }: PairProps) {
  return (
    <Fact term={term} detail={<>A {text(a)}</>}>
      <small>B</small> {text(b)}
    </Fact>
  );
}

function Change({ change }: { readonly change: QuantileChange }) {
  const { share, a, b, difference, low, high, ratio } = change;
  const isChance = isWithinChance(change);
  return (
    <Fact
      term={nameOf(share)}
      detail={
        <>
          A {duration(a)}, B {duration(b)}
          <br />
          {secondsRange(low, high)}
          {!isChance && `, ${timesText(ratio)}`}
        </>
      }
      isMuted={isChance}
    >
      {isChance ? 'no clear change' : signedSeconds(difference)}
    </Fact>
  );
}

interface FactProps {
  readonly term: string;
  readonly detail: ComponentChildren;
  readonly isMuted?: boolean;
  readonly children: ComponentChildren;
}

function Fact({ term, detail, isMuted = false, children }: FactProps) {
  return (
    <div>
      <dt>{term}</dt>
      <dd class={isMuted ? 'compare-value muted' : 'compare-value'}>{children}</dd>
      <dd class="compare-detail">{detail}</dd>
    </div>
  );
}
