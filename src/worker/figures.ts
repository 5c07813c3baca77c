import type { ReproduceProgress } from '../protocol/figures';
import type { FigureQueryName, TraceQueries } from '../protocol/queries';
import type { Handlers } from '../protocol/rpc';
import {
  CITATION,
  FIGURES,
  FITTED_TO,
  notesOf,
  REPRODUCTION_SEEDS,
  reproduceFigure,
  SENSITIVITY,
  SENSITIVITY_SHARE,
  testedBy,
  toCsv,
  toMarkdown,
} from '../reference';
import { LIMITS, PARAMETERS, type Simulator } from '../simulation';
import { throttled, turnTaker } from './turns';

/** Answers the queries about the paper's figures. Every request simulates the figure again. */
export function figureQueries(
  progress: (progress: ReproduceProgress) => void,
  simulator?: Simulator,
): Pick<Handlers<TraceQueries>, FigureQueryName> {
  return {
    figures: () => ({
      figures: FIGURES.map((figure) => ({ ...figure, notes: notesOf(figure) })),
      citation: CITATION,
      fittedTo: FITTED_TO,
      tested: Object.fromEntries(FIGURES.map(({ id }) => [id, testedBy(SENSITIVITY, id, PARAMETERS)])),
      changedShare: SENSITIVITY_SHARE,
      seed: LIMITS.seed,
      seeds: REPRODUCTION_SEEDS,
    }),
    reproduce: async ({ figure, seed, seeds }, signal) => {
      const turn = turnTaker(signal);
      const report = throttled(progress);
      const checkpoint = (fraction: number) => {
        report({ figure, fraction });
        return turn();
      };
      const { lines, lineSeeds, rows, summaries, assumptions, ...reproduced } = await reproduceFigure(figure, {
        seed,
        seeds,
        checkpoint,
        simulator,
      });
      const markdown = toMarkdown(reproduced.figure, rows, summaries);
      return { figure, seed, seeds, lines, lineSeeds, rows, summaries, assumptions, markdown, csv: toCsv(rows) };
    },
  };
}
