import type { RunSummary } from '../../src/protocol/queries';
import { ChartSource } from '../charts/source';
import { useExports } from '../charts/useExports';
import { Menu } from '../parts/Menu';
import { runLabel } from '../simulate/comparison';
import { useDashboard } from '../state/dashboard';
import type { Model } from '../state/model';
import { spokenTime } from './clockText';
import { momentSentence } from './describe';
import { pictureOf } from './picture';
import type { Player } from './player';
import type { Watching } from './watching';

interface PictureMenuProps {
  readonly run: RunSummary;
  readonly model: Model;
  readonly watching: Watching;
  readonly player: Player;
  readonly topName: string;
}

/** Copies and saves the drawing. */
export function PictureMenu({ run, model, watching, player, topName }: PictureMenuProps) {
  const dashboard = useDashboard();
  const label = runLabel(run.request, model.systems, model.parameters);
  const source = `${label}: ${dashboard.names.describeRun(run)}, seed ${run.request.seed}`;
  return (
    <ChartSource.Provider value={source}>
      <PictureItems label={label} player={player} watching={watching} topName={topName} />
    </ChartSource.Provider>
  );
}

interface PictureItemsProps extends Omit<PictureMenuProps, 'run' | 'model'> {
  readonly label: string;
}

function PictureItems({ label, watching, player, topName }: PictureItemsProps) {
  const now = player.shown.value;
  const items = useExports({
    name: `${label} at ${spokenTime(now)}`,
    description: momentSentence(watching),
    content: pictureOf(watching, topName),
  });
  return <Menu label="The drawing: menu" groups={items} />;
}
