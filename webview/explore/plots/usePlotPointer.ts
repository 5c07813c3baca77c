import type { Signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type Cursor, cursorAt } from './cursor';
import { type Drag, dragged, isDrag } from './drag';
import { gripAt, type Place, placeAt, placeOn } from './hit';
import type { PlotActions } from './PlotActions';

interface Press extends Drag {
  /** The filter before it. */
  readonly text: string;
  /** Where it began and is, in the page. */
  readonly isMoving: boolean;
  readonly now: Place;
}

const WHEEL_ZOOM = 0.0022;

/**
 * Pointer and wheel on the charts: drag to filter by time, latency or both, drag a brush, its edges or the target,
 * click a column, row or cell, double-click to zoom in, and zoom with Ctrl and the wheel. Touch is left to scrolling.
 */
export function usePlotPointer(
  ref: RefObject<HTMLDivElement | null>,
  actions: PlotActions,
  cursor: Signal<Cursor | null>,
) {
  const press = useRef<Press | null>(null);
  const { dashboard } = actions;

  const end = () => {
    const { current } = press;
    press.current = null;
    if (!current?.isMoving) return;
    dashboard.explore.active.value = null;
    dashboard.filter.endGesture(current.text);
  };

  useEffect(() => {
    const giveUp = (event: KeyboardEvent) => {
      const { current } = press;
      if (event.key !== 'Escape' || !current?.isMoving) return;
      dashboard.filter.set(current.text, false);
      end();
    };
    const wheel = (event: WheelEvent) => {
      const place = placeOf(event);
      if (!place || !actions.model().hasTimes || place.area === 'histogram') return;
      if (event.ctrlKey || event.metaKey) {
        actions.zoom(Math.exp(event.deltaY * WHEEL_ZOOM), actions.model().time.at(place.x));
      } else if (event.shiftKey && event.deltaY !== 0) {
        actions.pan(Math.sign(event.deltaY) * 0.1);
      } else return;
      event.preventDefault();
    };
    const element = ref.current;
    window.addEventListener('keydown', giveUp);
    // The browser's own zoom is prevented, which a passive listener may not do.
    element?.addEventListener('wheel', wheel, { passive: false });
    return () => {
      window.removeEventListener('keydown', giveUp);
      element?.removeEventListener('wheel', wheel);
    };
  }, [actions]);

  const placeOf = (event: MouseEvent): Place | null => {
    const box = ref.current!.getBoundingClientRect();
    return placeAt(actions.model(), event.clientX - box.left, event.clientY - box.top);
  };

  const follow = (current: Press, event: PointerEvent) => {
    const box = ref.current!.getBoundingClientRect();
    const model = actions.model();
    const now = placeOn(model, current.start.area, event.clientX - box.left, event.clientY - box.top);
    const isMoving = current.isMoving || isDrag(current.start, now);
    press.current = { ...current, isMoving, now };
    if (!isMoving) return;
    if (!current.isMoving) ref.current!.setPointerCapture(event.pointerId);
    const change = dragged(model, current, now);
    dashboard.explore.active.value = change && 'latency' in change && !('time' in change) ? 'latency' : 'time';
    if (change) actions.set(change, false);
    else actions.setTarget(model.latency.at(now.y));
    cursor.value = null;
  };

  return {
    onPointerDown: (event: PointerEvent) => {
      const place = placeOf(event);
      if (!place || event.button !== 0 || event.pointerType === 'touch' || isControl(event.target)) return;
      const { ranges } = actions;
      const grip = gripAt(actions.model(), place, ranges, dashboard.explore.target.peek());
      const text = dashboard.filter.text;
      press.current = { start: place, now: place, grip, ranges, adds: event.shiftKey, text, isMoving: false };
    },
    onPointerMove: (event: PointerEvent) => {
      const { current } = press;
      if (current) return follow(current, event);
      const place = isControl(event.target) ? null : placeOf(event);
      cursor.value = place && cursorAt(actions.model(), place);
      ref.current!.style.cursor = place ? pointerFor(actions, place) : '';
    },
    onPointerUp: (event: PointerEvent) => {
      const { current } = press;
      if (!current) return;
      const isClick = !current.isMoving && current.grip.kind === 'none';
      end();
      if (isClick) actions.click(cursorAt(actions.model(), current.start), event.shiftKey);
    },
    onPointerCancel: end,
    onPointerLeave: () => {
      if (!press.current) cursor.value = null;
    },
    onDblClick: (event: MouseEvent) => {
      const place = placeOf(event);
      const { time } = actions.ranges;
      if (!place || place.area === 'histogram' || isControl(event.target)) return;
      const { from, to } = actions.model().time;
      if (time) actions.zoomTo(time.from ?? from, time.to ?? to);
      else actions.resetZoom();
    },
  };
}

/** Buttons and fields in front of the charts handle their own presses. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, input, label, select') !== null;
}

function pointerFor(actions: PlotActions, place: Place): string {
  const grip = gripAt(actions.model(), place, actions.ranges, actions.dashboard.explore.target.peek());
  switch (grip.kind) {
    case 'target':
      return 'ns-resize';
    case 'edge':
      return grip.axis === 'time' ? 'ew-resize' : 'ns-resize';
    case 'inside':
      return 'grab';
    case 'none':
      return 'crosshair';
  }
}
