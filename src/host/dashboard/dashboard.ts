import * as vscode from 'vscode';
import type { DashboardEvents, DashboardRequests, Focus, PagePreview, TraceStatus } from '../../protocol/dashboard';
import type { QueryName, TraceQueries } from '../../protocol/queries';
import { QUERY_NAMES, requestGuards } from '../../protocol/requests';
import { type Handlers, type Port, type Publisher, serve } from '../../protocol/rpc';
import type { ShownLines } from '../editor';
import { chooseProfile } from '../profiles';
import type { Lease } from '../sessions';
import { onSimulationSettingsChange, simulationSettings } from '../settings';
import { type PageFiles, pageFiles, pageOptions, sessionPage } from './firstPage';
import { saveRunFile } from './saveRunFile';
import { saveText } from './saveText';

/** What a dashboard needs of the extension around it. */
export interface DashboardServices {
  readonly extensionUri: vscode.Uri;
  readonly shownLines: ShownLines;
}

/** One page, in whatever panel it lives, and its session. It gives its lease back when it is disposed. */
export class Dashboard implements vscode.Disposable {
  readonly #publisher: Publisher<DashboardEvents>;
  readonly #subscriptions: vscode.Disposable;
  #status: TraceStatus;
  #focus: Focus | null = null;
  #isPageThere = false;
  #isDisposed = false;
  #files: PageFiles | null = null;
  /** Whether the page's HTML says what had been read when it was made. */
  #saysNumbers = false;
  #fullTable: vscode.Disposable | null = null;

  constructor(
    readonly panel: vscode.WebviewPanel,
    readonly lease: Lease,
    readonly services: DashboardServices,
  ) {
    const { session } = lease;
    this.#status = session.status;
    this.#publisher = serve<DashboardRequests, DashboardEvents>(
      portOf(panel.webview),
      { ...this.#queries(), ...this.#ownRequests() },
      requestGuards,
    );
    this.#subscriptions = vscode.Disposable.from(
      session.onDidChange(() => this.#reportStatus()),
      panel.onDidChangeViewState(() => {
        this.#requireFullTable(panel.visible);
        if (panel.visible) {
          void session.readIfFileChanged();
          return;
        }
        // The page of a hidden panel is gone, and says hello again when it is shown: from the same HTML, which is to say nothing outdated.
        this.#isPageThere = false;
        if (this.#saysNumbers) this.#load();
      }),
      onSimulationSettingsChange(() => this.#publisher.emit('simulationSettings', simulationSettings(session.uri))),
      session.onRunProgress((progress) => this.#publisher.emit('runProgress', progress)),
      session.onRunChanged((run) => this.#publisher.emit('runChanged', run)),
      session.onReproduceProgress((progress) => this.#publisher.emit('reproduceProgress', progress)),
    );
    this.#requireFullTable(panel.visible);
    panel.webview.options = pageOptions(services.extensionUri);
    void pageFiles(services.extensionUri).then((files) => {
      this.#files = files;
      this.#load();
    });
  }

  get uri(): vscode.Uri | null {
    return this.lease.session.uri;
  }

  /** Brings the panel to the front and has the page go there; a page that is still loading goes there once it has. */
  show(focus: Focus | null): void {
    this.panel.reveal();
    if (!focus) return;
    if (this.#isPageThere) this.#publisher.emit('focus', focus);
    else this.#focus = focus;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#requireFullTable(false);
    this.#subscriptions.dispose();
    this.#publisher.close();
    this.lease.dispose();
  }

  #load(): void {
    if (!this.#files || this.#isDisposed) return;
    const { panel, services } = this;
    const { session } = this.lease;
    const preview = this.#preview();
    this.#saysNumbers = preview !== null && preview.status.partial !== null;
    panel.webview.html = sessionPage(this.#files, panel.webview, services.extensionUri, session, preview);
  }

  /** null where the page is to show something else first. */
  #preview(): PagePreview | null {
    const { name, status } = this.lease.session;
    if (this.#focus || status.state !== 'reading') return null;
    // By the time that a hidden page is shown there are other numbers.
    return { name, status: this.panel.visible ? status : { ...status, partial: null } };
  }

  /** What nobody sees need not keep up with every edit of the text. */
  #requireFullTable(isNeeded: boolean): void {
    if (isNeeded) {
      this.#fullTable ??= this.lease.session.requireFullTable();
    } else {
      this.#fullTable?.dispose();
      this.#fullTable = null;
    }
  }

  #reportStatus(): void {
    const { status } = this.lease.session;
    if (status === this.#status) return;
    this.#status = status;
    this.#publisher.emit('status', status);
  }

  #queries(): Handlers<TraceQueries> {
    const { session } = this.lease;
    const handlers = QUERY_NAMES.map((name) => [
      name,
      (request: never, signal: AbortSignal) => session.request(name, request, signal),
    ]);
    return Object.fromEntries(handlers);
  }

  #ownRequests(): Handlers<Omit<DashboardRequests, QueryName>> {
    const { session } = this.lease;
    return {
      hello: () => {
        this.#isPageThere = true;
        const focus = this.#focus;
        this.#focus = null;
        return {
          trace: session.uri ? { name: session.name } : null,
          status: session.status,
          focus,
          restoreKey: session.uri?.toString() ?? null,
        };
      },
      revealLines: async ({ lines, total, what }) => {
        if (session.uri) await this.services.shownLines.show(session.uri, lines, total, what);
        return {};
      },
      openSettings: async ({ setting }) => {
        const name = /^faasnet\.[\w.]+$/.test(setting) ? setting : 'faasnet';
        await vscode.commands.executeCommand('workbench.action.openSettings', name);
        return {};
      },
      saveText: async ({ suggestedName, text }) => ({ saved: await saveText(session.uri, suggestedName, text) }),
      saveRunFile: async ({ requests }) => ({ saved: await saveRunFile(session, requests) }),
      chooseProfile: () => chooseProfile(),
      simulationSettings: () => simulationSettings(session.uri),
      cancelReading: () => {
        session.cancelReading();
        return {};
      },
      readAgain: () => {
        void session.read();
        return {};
      },
    };
  }
}

function portOf(webview: vscode.Webview): Port {
  return {
    post: (message) => void webview.postMessage(message),
    listen: (listener) => {
      const subscription = webview.onDidReceiveMessage(listener);
      return () => subscription.dispose();
    },
  };
}
