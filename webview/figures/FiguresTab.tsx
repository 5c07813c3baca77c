import { useEffect } from 'preact/hooks';
import type { PublishedFigures } from '../../src/protocol/figures';
import type { Limit, ParameterInfo, SystemInfo } from '../../src/protocol/queries';
import { plainNumber } from '../../src/text';
import { Answer } from '../parts/Answer';
import { useDashboard } from '../state/dashboard';
import { Button, TextField } from '../toolkit';
import { FigureCard } from './FigureCard';
import { TestedPart } from './TestedPart';

/** The figures of the paper's evaluation, published and simulated. */
export function FiguresTab() {
  const { figures, connection } = useDashboard();
  useEffect(() => figures.open(), [figures]);
  return (
    <Answer query={connection.model} what="Listing the systems">
      {({ systems, parameters }) => (
        <Answer query={figures.published} what="Listing the figures">
          {(published) => <Cards published={published} systems={systems} parameters={parameters} />}
        </Answer>
      )}
    </Answer>
  );
}

interface CardsProps {
  readonly published: PublishedFigures;
  readonly systems: readonly SystemInfo[];
  readonly parameters: readonly ParameterInfo[];
}

function Cards({ published, systems, parameters }: CardsProps) {
  return (
    <div class="figures">
      <h2>The figures of the paper, published and simulated</h2>
      <p class="summary">
        Each figure is simulated with the default parameters and the paper's set-up. Published numbers were read from
        the paper. All others are simulated, as means over the seeds; curves over time come from the first seed.
      </p>
      <p class="summary">{published.fittedTo}</p>
      <Toolbar published={published} />
      <div class="figure-cards">
        {published.figures.map((figure) => (
          <FigureCard key={figure.id} figure={figure} systems={systems}>
            <TestedPart
              tested={published.tested[figure.id]}
              share={published.changedShare}
              parameters={parameters}
              systems={systems}
            />
          </FigureCard>
        ))}
      </div>
      <p class="citation">
        <strong>Published numbers:</strong> <cite>{published.citation}</cite>
      </p>
    </div>
  );
}

function Toolbar({ published }: { readonly published: PublishedFigures }) {
  const dashboard = useDashboard();
  const { figures } = dashboard;
  const reports = figures.reports.value;
  const invalid = !figures.isReady.value;
  const runAll = () => figures.run(published.figures.map(({ id }) => id));
  const all = (text: 'markdown' | 'csv') => reports.map((report) => report[text]);
  const copyMarkdown = () => void dashboard.actions.copyText(all('markdown').join('\n'), 'Simulated figures');
  const copyCsv = () => void dashboard.actions.copyText(oneCsv(all('csv')), 'Simulated figures');
  return (
    <div class="toolbar">
      <SeedField label="Seed" name="seed" error={figures.seed.value === null ? seedError(published.seed) : ''} />
      <SeedField
        label="Number of seeds"
        name="seeds"
        error={figures.seeds.value === null ? seedError(published.seeds) : ''}
      />
      <div class="actions">
        <Button appearance="primary" disabled={invalid} onClick={runAll}>
          Run all
        </Button>
        <Button disabled={!figures.isRunning.value} onClick={() => figures.cancelAll()}>
          Cancel all
        </Button>
        <Button label="Copy as Markdown: all figures" disabled={reports.length === 0} onClick={copyMarkdown}>
          Copy as Markdown
        </Button>
        <Button label="Copy as CSV: all figures" disabled={reports.length === 0} onClick={copyCsv}>
          Copy as CSV
        </Button>
      </div>
    </div>
  );
}

interface SeedFieldProps {
  readonly label: string;
  readonly name: 'seed' | 'seeds';
  /** '' for none. */
  readonly error: string;
}

function SeedField({ label, name, error }: SeedFieldProps) {
  const { view, figures } = useDashboard();
  const describedBy = `figures-${name}-error`;
  return (
    <div class="field">
      <TextField
        label={label}
        value={figures.textOf(name)}
        numeric
        invalid={error !== ''}
        describedBy={describedBy}
        onInput={(text) => (view.figures.value = { ...view.figures.peek(), [name]: text })}
      />
      <p class="error-text" id={describedBy}>
        {error}
      </p>
    </div>
  );
}

const seedError = ({ min, max }: Limit) => `A whole number, ${plainNumber(min)} to ${plainNumber(max)}.`;

/** The rows of all under one header. */
function oneCsv(texts: readonly string[]): string {
  return texts.map((text, index) => (index === 0 ? text : text.slice(text.indexOf('\n') + 1))).join('');
}
