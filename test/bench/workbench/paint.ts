import type { BrowserContext } from 'playwright-core';

/** Visible parts of a dashboard, in the order in which they appear. */
export type Sight = 'page' | 'numbers' | 'chart';

interface Painted {
  readonly what: Sight;
  /** Epoch milliseconds at which the first frame with this part was painted. */
  readonly at: number;
}

const REPORT = 'benchPainted';

/** Records when parts of a window's dashboards are painted. */
export class PaintWatch {
  readonly #painted: Painted[] = [];
  readonly #waiting = new Set<() => void>();

  private constructor(private readonly patienceMs: number) {}

  /** Call before the first dashboard opens. */
  static async of(context: BrowserContext, patienceMs: number): Promise<PaintWatch> {
    const watch = new PaintWatch(patienceMs);
    await context.exposeBinding(REPORT, (_source, what: Sight, at: number) => {
      watch.#painted.push({ what, at });
      for (const look of watch.#waiting) look();
    });
    await context.addInitScript(reportPaints, { report: REPORT, lookEveryMs: 5 });
    return watch;
  }

  /** Time of the first paint after `since`, both epoch milliseconds. */
  async first(what: Sight, since: number): Promise<number> {
    const find = () => this.#painted.find((painted) => painted.what === what && painted.at >= since)?.at;
    const found = find();
    if (found !== undefined) return found;
    return new Promise((resolve, reject) => {
      const look = () => {
        const at = find();
        if (at === undefined) return;
        stop();
        resolve(at);
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`No ${what} was painted within ${this.patienceMs} ms.`));
      }, this.patienceMs);
      const stop = () => {
        clearTimeout(timer);
        this.#waiting.delete(look);
      };
      this.#waiting.add(look);
    });
  }
}

/**
 * Runs in every frame before the frame's scripts. It polls by a timer, which survives that VS Code rewrites the
 * frame's document. The first chart is cold starts over time: its columns are filled, its grid is not. Content that
 * exists before a frame is painted in the task after it. VS Code hides a page's frame until everything that its HTML
 * refers to has loaded.
 */
function reportPaints({ report, lookEveryMs }: { readonly report: string; readonly lookEveryMs: number }): void {
  const reported = new Set<string>();
  const waiting = new Set<string>();
  const isVisible = () =>
    window.frameElement === null || getComputedStyle(window.frameElement).visibility === 'visible';
  const painted = (what: string) => {
    if (reported.has(what)) return;
    waiting.add(what);
    if (!isVisible()) return;
    waiting.delete(what);
    reported.add(what);
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        const tell = Reflect.get(window, report) as (what: string, at: number) => void;
        tell(what, performance.timeOrigin + performance.now());
      };
      port2.postMessage(null);
    });
  };
  const { fill } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fill = function (this: CanvasRenderingContext2D, ...how: unknown[]) {
    Reflect.apply(fill, this, how);
    if (this.canvas.classList.contains('plot-canvas')) painted('chart');
  };
  const looking = setInterval(() => {
    for (const what of waiting) painted(what);
    const root = document.getElementById('root');
    if (root?.firstElementChild) painted('page');
    if (root?.querySelector('.headline-value')) painted('numbers');
    if (['page', 'numbers', 'chart'].every((what) => reported.has(what))) clearInterval(looking);
  }, lookEveryMs);
}
