import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { ratio } from '../../src/text';
import { IconButton } from '../parts/IconButton';
import { vmSentence } from './describe';
import { Legend } from './Legend';
import { Minimap } from './Minimap';
import { neighbour } from './neighbours';
import type { Player } from './player';
import { useStage } from './useStage';
import { VmTree } from './VmTree';
import type { Watching } from './watching';

interface StageProps {
  readonly watching: Watching;
  readonly player: Player;
  readonly topName: string;
  readonly onFollow: (vm: number) => void;
  readonly onStep: (direction: 1 | -1) => void;
}

const ZOOM_STEP = 1.5;
const PAN_STEP = 60;

/** The drawing with its legend and map. The canvas has a parallel tree, or list, for keyboard and screen reader. */
export function Stage({ watching, player, topName, onFollow, onStep }: StageProps) {
  const { box, canvas } = useStage(watching, player, topName);
  const [hovered, setHovered] = useState(-1);
  const keysId = useId();
  const { camera } = watching;
  const move = (change: () => void) => {
    change();
    watching.zoom.value = camera.sentTo;
    player.wake();
  };
  const zoomBy = (factor: number) => move(() => camera.zoomBy(factor));
  const fit = () => move(() => camera.fit());
  const pointing = usePointing(watching, player, move, setHovered, onFollow);

  const onKeyDown = (event: KeyboardEvent) => {
    const to = event.shiftKey ? null : neighbour(watching, watching.focused.peek(), event.key);
    const action = to !== null ? () => focus(to) : actionOf(event);
    if (!action) return;
    event.preventDefault();
    action();
  };
  const focus = (vm: number) => {
    watching.focused.value = vm;
    watching.marks.focused = vm;
    move(() => watching.show(vm));
  };
  const actionOf = (event: KeyboardEvent): (() => void) | undefined => {
    if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
    const actions: Record<string, () => void> = {
      '+': () => zoomBy(ZOOM_STEP),
      '=': () => zoomBy(ZOOM_STEP),
      '-': () => zoomBy(1 / ZOOM_STEP),
      '0': fit,
      ' ': () => player.toggle(),
      '.': () => onStep(1),
      ',': () => onStep(-1),
      Enter: () => onFollow(watching.focused.peek()),
      Escape: () => onFollow(-1),
      ArrowLeft: () => move(() => camera.panBy(PAN_STEP, 0)),
      ArrowRight: () => move(() => camera.panBy(-PAN_STEP, 0)),
      ArrowUp: () => move(() => camera.panBy(0, PAN_STEP)),
      ArrowDown: () => move(() => camera.panBy(0, -PAN_STEP)),
    };
    return actions[event.key];
  };

  return (
    <div class="watch-stage">
      <Legend watching={watching} player={player} />
      <div class="watch-drawing diagram" ref={box} {...pointing}>
        <canvas ref={canvas} />
        <VmTree watching={watching} player={player} describedBy={keysId} onKeyDown={onKeyDown} onFocus={focus} />
        {hovered >= 0 && <Tooltip watching={watching} player={player} vm={hovered} />}
        <div class="watch-map">
          {watching.zoom.value > 1.01 && <Minimap watching={watching} player={player} onMove={move} />}
          <div class="watch-zoom">
            <span class="muted">{watching.zoom.value > 1.01 ? ratio(watching.zoom.value) : 'fit'}</span>
            <IconButton icon="minus" label="Zoom out" onClick={() => zoomBy(1 / ZOOM_STEP)} />
            <IconButton icon="plus" label="Zoom in" onClick={() => zoomBy(ZOOM_STEP)} />
            <IconButton icon="full" label="Fit" onClick={fit} />
          </div>
        </div>
      </div>
      <p class="visually-hidden" id={keysId}>
        Arrow keys go from VM to VM, Enter follows one, Escape ends it. Space plays, full stop and comma go to the next
        and the previous event. Plus, minus and 0 zoom, Shift with arrow keys moves the drawing.
      </p>
    </div>
  );
}

interface TooltipProps {
  readonly watching: Watching;
  readonly player: Player;
  readonly vm: number;
}

function Tooltip({ watching, player, vm }: TooltipProps) {
  player.shown.value;
  const { x, y, height, presence } = watching.scene;
  if (presence[vm] === 0) return null;
  const below = y[vm] + height[vm] / 2 + 8;
  return (
    <div class="watch-tooltip" style={{ left: `${x[vm]}px`, top: `${below}px` }} aria-hidden="true">
      {vmSentence(watching, vm)}
    </div>
  );
}

/** Drag to move the drawing, wheel to zoom, click to follow a VM. */
function usePointing(
  watching: Watching,
  player: Player,
  move: (change: () => void) => void,
  setHovered: (vm: number) => void,
  onFollow: (vm: number) => void,
) {
  const drag = useRef<{ x: number; y: number; far: boolean } | null>(null);
  const latest = useRef(move);
  latest.current = move;
  const at = (event: MouseEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const hover = (vm: number) => {
    if (watching.marks.hovered === vm) return;
    watching.marks.hovered = vm;
    setHovered(vm);
    player.wake();
  };
  useEffect(() => () => hover(-1), [watching]);
  return {
    onWheel: (event: WheelEvent) => {
      // Where the page scrolls, the wheel scrolls it.
      const scrolls = document.documentElement.scrollHeight > window.innerHeight + 1;
      if (scrolls && !event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { x, y } = at(event);
      latest.current(() => watching.camera.zoomAt(1.0018 ** -event.deltaY, x, y));
    },
    onPointerDown: (event: PointerEvent) => {
      if (event.button === 0 && !isControl(event)) drag.current = { x: event.clientX, y: event.clientY, far: false };
    },
    onPointerMove: (event: PointerEvent) => {
      const start = drag.current;
      if (!start) {
        const { x, y } = at(event);
        hover(isControl(event) ? -1 : watching.scene.vmAt(x, y));
        return;
      }
      const moved = { x: event.clientX - start.x, y: event.clientY - start.y };
      if (!start.far && Math.abs(moved.x) + Math.abs(moved.y) < 4) return;
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      drag.current = { x: event.clientX, y: event.clientY, far: true };
      latest.current(() => {
        watching.camera.panBy(moved.x, moved.y);
        watching.camera.settle();
      });
    },
    onPointerUp: (event: PointerEvent) => {
      const start = drag.current;
      drag.current = null;
      if (!start || start.far) return;
      const { x, y } = at(event);
      const vm = watching.scene.vmAt(x, y);
      if (vm >= 0) onFollow(vm);
    },
    onPointerLeave: () => hover(-1),
    onPointerCancel: () => {
      drag.current = null;
    },
  };
}

function isControl(event: Event): boolean {
  return (event.target as Element).closest('button, .watch-minimap') !== null;
}
