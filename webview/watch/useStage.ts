import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { useTheme } from '../theme';
import { StageView } from './draw/stageView';
import type { Player } from './player';
import type { Watching } from './watching';

interface Stage {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
}

/** Keeps the canvas in `box` as large as the box, and drawn. */
export function useStage(watching: Watching, player: Player, topName: string): Stage {
  const theme = useTheme();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<StageView | null>(null);
  useLayoutEffect(() => {
    const stage = new StageView(canvas.current!, watching, player, topName, theme);
    view.current = stage;
    const observer = new ResizeObserver(([entry]) => {
      stage.resize(entry.contentRect.width, entry.contentRect.height);
    });
    observer.observe(box.current!);
    const stop = player.view(stage.frame);
    return () => {
      observer.disconnect();
      stop();
    };
  }, [watching, player, topName]);
  useEffect(() => view.current?.setTheme(theme), [theme]);
  return useMemo(() => ({ box, canvas }), []);
}
