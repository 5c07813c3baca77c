import type { MenuItem } from '../parts/Menu';
import { type Dashboard, useDashboard } from '../state/dashboard';
import type { ChartContent } from './chartContent';
import { type Picture, PRINT_WIDTHS, type PrintWidth } from './export/figure';
import { pngOf, svgOf } from './export/pictures';
import { chartFile, csvOf } from './exportChart';
import { useSource } from './source';

interface Exported {
  readonly name: string;
  readonly description: string;
  readonly content: ChartContent;
}

/** Entries of a menu that take a chart out of the page, and how wide. */
export function useExports({ name, description, content }: Exported): MenuItem[][] {
  const dashboard = useDashboard();
  const source = useSource();
  const { printWidth } = dashboard.view;
  const picture = (): Picture => ({ title: name, description, caption: source, content });
  const save = (ending: string, make: () => string | Promise<Blob>): MenuItem => ({
    label: `Save as ${ending.toUpperCase()}`,
    icon: 'download',
    onSelect: () => void actions.saveMade(chartFile(dashboard, name, ending), make),
  });
  const { actions } = dashboard;
  const width = printWidth.value;
  return [
    [
      { label: 'Copy image', icon: 'copy', onSelect: () => void actions.copyImage(() => pngOf(picture(), width)) },
      save('svg', () => svgOf(picture(), width)),
      save('png', () => pngOf(picture(), width)),
      save('csv', () => csvOf(content.table())),
    ],
    (Object.keys(PRINT_WIDTHS) as PrintWidth[]).map((one) => widthChoice(dashboard, one)),
  ];
}

function widthChoice({ view }: Dashboard, width: PrintWidth): MenuItem {
  return {
    label: `${width === 'single' ? 'One column' : 'Two columns'}, ${PRINT_WIDTHS[width]} mm`,
    checked: view.printWidth.value === width,
    onSelect: () => {
      view.printWidth.value = width;
    },
  };
}
