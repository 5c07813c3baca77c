import { useEffect, useRef } from 'preact/hooks';
import { useTheme } from '../theme';
import { paletteOf } from './draw/palette';
import type { Player } from './player';
import type { Watching } from './watching';

const WIDTH = 184;
const HEIGHT = 84;
/** How often it follows the clock, ms. */
const PACE_MS = 200;

interface MinimapProps {
  readonly watching: Watching;
  readonly player: Player;
  readonly onMove: (change: () => void) => void;
}

/** The whole drawing, and which part of it is seen. A click goes there; on the keyboard, the drawing itself moves. */
export function Minimap({ watching, player, onMove }: MinimapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  useEffect(() => {
    const palette = paletteOf(theme);
    const ratio = window.devicePixelRatio || 1;
    const context = canvas.current!.getContext('2d')!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    let passed = PACE_MS;
    return player.view((milliseconds) => {
      passed += milliseconds;
      if (passed < PACE_MS && player.playing.peek()) return false;
      passed = 0;
      paint(context, watching, palette.cellFull, palette.foreground);
      return false;
    });
  }, [watching, player, theme]);
  const go = (event: PointerEvent) => {
    if (event.buttons === 0) return;
    const box = canvas.current!.getBoundingClientRect();
    const { width, height } = watching.camera.room;
    const x = ((event.clientX - box.left) / WIDTH) * width;
    const y = ((event.clientY - box.top) / HEIGHT) * height;
    onMove(() => watching.camera.center(x, y));
  };
  const ratio = window.devicePixelRatio || 1;
  return (
    <canvas
      ref={canvas}
      class="watch-minimap"
      width={WIDTH * ratio}
      height={HEIGHT * ratio}
      onPointerDown={go}
      onPointerMove={go}
    />
  );
}

function paint(
  context: CanvasRenderingContext2D,
  { layout, camera, playback }: Watching,
  colors: readonly string[],
  frame: string,
): void {
  const { width, height } = camera.room;
  const { x, y, width: wide, height: high, drawn } = layout.placement;
  const scaleX = WIDTH / width;
  const scaleY = HEIGHT / height;
  context.clearRect(0, 0, WIDTH, HEIGHT);
  for (let state = 0; state < colors.length; state++) {
    context.fillStyle = colors[state];
    for (let vm = 0; vm < playback.vms; vm++) {
      if (drawn[vm] === 0 || playback.state[vm] !== state) continue;
      const w = Math.max(1.5, Math.min(14, wide[vm] * scaleX));
      const h = Math.max(1.5, Math.min(4, (high[vm] || 20) * scaleY));
      context.fillRect(x[vm] * scaleX - w / 2, y[vm] * scaleY - h / 2, w, h);
    }
  }
  context.strokeStyle = frame;
  context.lineWidth = 1;
  context.strokeRect(
    (-camera.x / camera.zoom) * scaleX + 0.5,
    (-camera.y / camera.zoomY) * scaleY + 0.5,
    (width / camera.zoom) * scaleX - 1,
    (height / camera.zoomY) * scaleY - 1,
  );
}
