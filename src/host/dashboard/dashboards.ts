import * as vscode from 'vscode';
import type { Focus } from '../../protocol/dashboard';
import { pathsOf, type TraceSessions } from '../sessions';
import { Dashboard, type DashboardServices } from './dashboard';

export const EDITOR_TYPE = 'faasnet.traceDashboard';
export const PANEL_TYPE = 'faasnet.dashboard';

/** The open dashboards: custom editors of tables, and panels for everything else. */
export class Dashboards implements vscode.Disposable {
  readonly #open = new Set<Dashboard>();
  /** The first focus of a trace's page, set before its editor exists. */
  readonly #focusOnOpen = new Map<string, Focus>();
  readonly #registrations: vscode.Disposable;

  constructor(
    readonly sessions: TraceSessions,
    readonly services: DashboardServices,
  ) {
    this.#registrations = vscode.Disposable.from(
      vscode.window.registerCustomEditorProvider(EDITOR_TYPE, this.#editorProvider(), {
        supportsMultipleEditorsPerDocument: true,
      }),
      vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, {
        deserializeWebviewPanel: async (panel, state) => {
          this.#adopt(panel, restoredUri(state));
        },
      }),
    );
  }

  /** The dashboard whose tab is active. */
  get active(): Dashboard | undefined {
    return [...this.#open].find((dashboard) => dashboard.panel.active);
  }

  /** Shows the dashboard of a trace, or the one without a trace (null). Opens it if it is not open. */
  async show(uri: vscode.Uri | null, focus: Focus | null = null, column?: vscode.ViewColumn): Promise<void> {
    const key = uri?.toString();
    const open = [...this.#open].find((dashboard) => dashboard.uri?.toString() === key);
    if (open) return open.show(focus);
    if (uri && isEditorFile(uri)) {
      if (focus) this.#focusOnOpen.set(uri.toString(), focus);
      // Starts reading while VS Code creates the editor.
      const lease = this.sessions.acquire(uri);
      try {
        await vscode.commands.executeCommand('vscode.openWith', uri, EDITOR_TYPE, column);
      } finally {
        lease.dispose();
      }
      return;
    }
    const panel = vscode.window.createWebviewPanel(PANEL_TYPE, '', column ?? vscode.ViewColumn.Active);
    this.#adopt(panel, uri).show(focus);
  }

  dispose(): void {
    this.#registrations.dispose();
    for (const dashboard of this.#open) dashboard.dispose();
  }

  #editorProvider(): vscode.CustomReadonlyEditorProvider {
    return {
      openCustomDocument: (uri) => ({ uri, dispose: () => {} }),
      resolveCustomEditor: ({ uri }, panel) => {
        const focus = this.#focusOnOpen.get(uri.toString());
        this.#focusOnOpen.delete(uri.toString());
        this.#attach(panel, uri).show(focus ?? null);
      },
    };
  }

  #adopt(panel: vscode.WebviewPanel, uri: vscode.Uri | null): Dashboard {
    const dashboard = this.#attach(panel, uri);
    panel.title = uri ? `${dashboard.lease.session.name} — Dashboard` : 'FaaSNet Dashboard';
    panel.iconPath = vscode.Uri.joinPath(this.services.extensionUri, 'media', 'icon.png');
    return dashboard;
  }

  #attach(panel: vscode.WebviewPanel, uri: vscode.Uri | null): Dashboard {
    const dashboard = new Dashboard(panel, this.sessions.acquire(uri), this.sessions, this.services);
    this.#open.add(dashboard);
    panel.onDidDispose(() => {
      this.#open.delete(dashboard);
      dashboard.dispose();
    });
    return dashboard;
  }
}

/**
 * Whether VS Code opens the file as a custom editor, which it restores after a window reload: as the manifest's
 * patterns say.
 */
function isEditorFile(uri: vscode.Uri): boolean {
  return uri.scheme !== 'untitled' && pathsOf(uri) === null && /\.(csv|tsv|gz|zst|zip|parquet)$/i.test(uri.path);
}

/** The trace that a restored panel showed, from the page's saved state, which is not trusted. */
function restoredUri(state: unknown): vscode.Uri | null {
  const { trace } = (state ?? {}) as { trace?: unknown };
  if (typeof trace !== 'string') return null;
  try {
    return vscode.Uri.parse(trace, true);
  } catch {
    return null;
  }
}
