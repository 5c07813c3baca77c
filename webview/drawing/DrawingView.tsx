import { type Theme, useTheme } from '../theme';
import { colorOf } from './paintDrawing';
import type { Drawing, Ink, Shape } from './shapes';
import { TEXT_PIXELS } from './shapes';

interface DrawingViewProps {
  readonly drawing: Drawing;
  /** What it shows, for screen readers. */
  readonly label: string;
}

/** A drawing on the page, in the colours of the theme. */
export function DrawingView({ drawing: { width, height, shapes }, label }: DrawingViewProps) {
  const theme = useTheme();
  return (
    <svg class="drawing" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {shapes.map((shape, index) => (
        <OneShape key={index} shape={shape} theme={theme} />
      ))}
    </svg>
  );
}

function OneShape({ shape, theme }: { readonly shape: Shape; readonly theme: Theme }) {
  const color = (ink: Ink) => colorOf(ink, theme);
  if (shape.kind === 'path') {
    const { d, stroke, width = 1, dash = [], fill, opacity = 1 } = shape;
    return (
      <path
        d={d}
        fill={fill === undefined ? 'none' : color(fill)}
        fill-opacity={opacity}
        stroke={stroke === undefined ? 'none' : color(stroke)}
        stroke-width={width}
        stroke-dasharray={dash.join(' ')}
      />
    );
  }
  if (shape.kind === 'circle') return <circle cx={shape.x} cy={shape.y} r={shape.radius} fill={color(shape.fill)} />;
  const { x, y, text, anchor = 'start', ink = 'text', bold = false, size = 'small' } = shape;
  return (
    <text
      x={x}
      y={y}
      text-anchor={anchor}
      fill={color(ink)}
      font-size={TEXT_PIXELS[size]}
      font-weight={bold ? 600 : 400}
    >
      {text}
    </text>
  );
}
