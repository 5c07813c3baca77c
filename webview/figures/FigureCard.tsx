import type { ComponentChildren } from 'preact';
import type { Figure } from '../../src/protocol/figures';
import type { SystemInfo } from '../../src/protocol/queries';
import { percent } from '../../src/text';
import { FailureNote } from '../parts/Answer';
import { useDashboard } from '../state/dashboard';
import { Button } from '../toolkit';
import { ErrorTables } from './ErrorTables';
import { FigurePlots } from './FigurePlots';

interface FigureCardProps {
  readonly figure: Figure;
  readonly systems: readonly SystemInfo[];
  /** What is known of the figure without simulating it. */
  readonly children: ComponentChildren;
}

/** One figure of the paper: as published, as simulated, and the errors. */
export function FigureCard({ figure, systems, children }: FigureCardProps) {
  const dashboard = useDashboard();
  const { report, failure } = dashboard.figures.of(figure.id);
  const name = `Figure ${figure.id}`;
  const heading = `figure-${figure.id}`;
  return (
    <article class="figure-card" aria-labelledby={heading}>
      <div class="figure-title">
        <h3 id={heading}>
          {name}: {figure.title}
        </h3>
        <RunButton id={figure.id} name={name} isAgain={report !== null} />
      </div>
      <p class="muted">{figure.setUp}</p>
      <Progress id={figure.id} name={name} />
      {failure && <FailureNote what={`Simulating ${name}`} failure={failure} />}
      <FigurePlots figure={figure} report={report} systems={systems} />
      {report && <ErrorTables figure={figure} report={report} systems={systems} />}
      {children}
      <Sentences title="Contradictions, gaps and assumptions of the paper" sentences={figure.notes} />
      {report && (
        <details>
          <summary>Assumptions</summary>
          <ul class="assumptions">
            {report.assumptions.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </details>
      )}
      <p class="muted">Published numbers: {figure.source}.</p>
      {report && (
        <div class="actions">
          <Button
            label={`Copy as Markdown: ${name}`}
            onClick={() => void dashboard.actions.copyText(report.markdown, name)}
          >
            Copy as Markdown
          </Button>
          <Button label={`Copy as CSV: ${name}`} onClick={() => void dashboard.actions.copyText(report.csv, name)}>
            Copy as CSV
          </Button>
        </div>
      )}
    </article>
  );
}

function RunButton({ id, name, isAgain }: { readonly id: string; readonly name: string; readonly isAgain: boolean }) {
  const { figures } = useDashboard();
  if (figures.of(id).fraction !== null) {
    return (
      <Button label={`Cancel ${name}`} onClick={() => figures.cancel(id)}>
        Cancel
      </Button>
    );
  }
  const verb = isAgain ? 'Run again' : 'Run';
  return (
    <Button label={`${verb}: ${name}`} disabled={!figures.isReady.value} onClick={() => figures.run([id])}>
      {verb}
    </Button>
  );
}

function Progress({ id, name }: { readonly id: string; readonly name: string }) {
  const { fraction } = useDashboard().figures.of(id);
  if (fraction === null) return null;
  return (
    <p class="run-progress">
      <progress aria-label={`Progress of ${name}`} max={1} value={fraction} />
      <span>{percent(fraction, 0)} simulated</span>
    </p>
  );
}

function Sentences({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }) {
  return (
    <section aria-label={title}>
      <h4>{title}</h4>
      <ul class="assumptions">
        {sentences.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}
