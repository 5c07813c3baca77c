import { counted } from '../../src/text';
import { Name } from '../parts/Name';
import { type ChartSeries, type ChartSpec, sharesX } from './config';

/** A chart's points as a table: one for all curves if they share their x, else one for each. */
export function DataTable({ name, spec }: { readonly name: string; readonly spec: ChartSpec }) {
  const shared = sharesX(spec.series);
  const groups = shared ? [spec.series] : spec.series.map((series) => [series]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="data-table" aria-label={`${name}, as a table`} tabIndex={0}>
      {groups.map((group) => (
        <PointTable key={group[0]?.label ?? ''} series={group} spec={spec} />
      ))}
    </section>
  );
}

function PointTable({ series, spec }: { readonly series: readonly ChartSeries[]; readonly spec: ChartSpec }) {
  const points = series[0]?.x.length ?? 0;
  return (
    <table>
      <caption>
        {counted(points, 'point')}
        {series.length === 1 && (
          <>
            {' of '}
            <Name text={series[0].label} />
          </>
        )}
      </caption>
      <thead>
        <tr>
          <th scope="col">{spec.x.title}</th>
          {series.map((one) => (
            <th scope="col" key={one.label}>
              <Name text={one.label} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: points }, (_, index) => (
          <tr key={index}>
            <th scope="row">{spec.x.kind.value(series[0].x[index], spec.step)}</th>
            {series.map((one) => (
              <td key={one.label}>{Number.isFinite(one.y[index]) ? spec.y.kind.value(one.y[index], 1) : '–'}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
