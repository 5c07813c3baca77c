import type { ReadonlySignal } from '@preact/signals';
import type { Cursor } from './cursor';
import type { PlotModel } from './model';
import type { Reading } from './reading';

interface CrosshairProps {
  readonly model: PlotModel;
  readonly cursor: ReadonlySignal<Cursor | null>;
  readonly read: (cursor: Cursor) => Reading;
  /** Colour of a part of the stack. */
  readonly colorOf: (part: number) => string;
}

const BOX = { width: 210, gap: 14 };

/** Lines through all charts at the cursor, and what is exactly there. For the eye: keys read it as a slider's text. */
export function Crosshair({ model, cursor, read, colorOf }: CrosshairProps) {
  const at = cursor.value;
  if (!at) return null;
  const { geometry, latency, hasTimes } = model;
  const { columns, heat, plotX, plotWidth, sideX, sideWidth } = geometry;
  const x = at.column < 0 ? null : plotX + middleOf(model, at.column);
  const y = at.row < 0 ? null : heat.top + latency.height * (1 - (at.row + 0.5) / latency.rows);
  const { title, rows } = read(at);
  const isLeft = x === null || x > plotX + plotWidth * 0.6;
  const right = x === null ? sideX - BOX.gap : x - BOX.gap;
  const box = {
    top: `${at.area === 'columns' ? columns.top + 6 : Math.min(heat.top + 24, (y ?? heat.top) + 8)}px`,
    ...(isLeft ? { right: `${geometry.width - right}px` } : { left: `${(x ?? plotX) + BOX.gap}px` }),
  };
  return (
    <div class="crosshair" aria-hidden="true">
      {x !== null && (
        <div
          class="line"
          style={{ left: `${x}px`, top: `${columns.top}px`, height: `${heat.top + heat.height - columns.top}px` }}
        />
      )}
      {y !== null && (
        <div
          class="row-line"
          style={{
            top: `${y}px`,
            left: `${hasTimes ? plotX : sideX}px`,
            width: `${sideX + sideWidth - (hasTimes ? plotX : sideX)}px`,
          }}
        />
      )}
      <dl class="reading" style={box}>
        <div class="title">{title}</div>
        {rows.map(({ name, value, part }) => (
          <div key={name}>
            <dt>
              {part !== undefined && <span class="swatch" style={{ background: colorOf(part) }} />}
              <bdi>{name}</bdi>
            </dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function middleOf({ answer: { time }, time: scale }: PlotModel, column: number): number {
  return Math.min(scale.width, Math.max(0, scale.x(time.x[column] + time.binSeconds / 2)));
}
