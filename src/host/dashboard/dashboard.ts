import * as vscode from 'vscode';
import type { DashboardEvents, DashboardRequests, Focus, PagePreview, TraceStatus } from '../../protocol/dashboard';
import type { QueryName, TraceQueries } from '../../protocol/queries';
import { QUERY_NAMES, requestGuards } from '../../protocol/requests';
import { type Handlers, type Publisher, RequestError, type RequestOf, serve } from '../../protocol/rpc';
import type { ShownLines } from '../editor';
import { profileIn } from '../foreignProfiles';
import { chooseProfileFile } from '../profiles';
import { SavedFiles } from '../savedFiles';
import { type Lease, linesInFirstFile, linesOfFile, pathsOf, type TraceSessions } from '../sessions';
import { onSimulationSettingsChange, onTimeZoneChange, simulationSettings, timeZone } from '../settings';
import type { TraceFiles } from '../traceFiles';
import { linkTo, type SavedViews } from '../views';
import { portOf } from '../webviewPort';
import { assumptionSetting } from './assumptionSetting';
import { ComparedFiles } from './comparedFiles';
import { compareSides } from './compareSides';
import { type PageFiles, pageFiles, pageOptions, sessionPage } from './firstPage';
import { saveRunFile, saveSweep } from './saveRunFile';
import { saveBytes, saveText } from './saveText';
import { useMapping } from './useMapping';

/** What a dashboard needs of the extension. */
export interface DashboardServices {
  readonly extensionUri: vscode.Uri;
  readonly shownLines: ShownLines;
  /** The traces of the workspace. */
  readonly traceFiles: TraceFiles;
  readonly savedViews: SavedViews;
  /** By which links to views name the extension. */
  readonly extensionId: string;
}

/** One page, in a custom editor or a panel, and its session, whose lease it owns. */
export class Dashboard implements vscode.Disposable {
  readonly #publisher: Publisher<DashboardEvents>;
  readonly #subscriptions: vscode.Disposable;
  readonly #saved = new SavedFiles();
  readonly #compared: ComparedFiles;
  #status: TraceStatus;
  #focus: Focus | null = null;
  #isPageThere = false;
  #isDisposed = false;
  #files: PageFiles | null = null;
  /** Whether the page's HTML holds numbers of the trace, which become outdated. */
  #htmlHasNumbers = false;
  #fullTable: vscode.Disposable | null = null;

  constructor(
    readonly panel: vscode.WebviewPanel,
    readonly lease: Lease,
    sessions: TraceSessions,
    readonly services: DashboardServices,
  ) {
    const { session } = lease;
    this.#compared = new ComparedFiles(sessions, services.traceFiles, session.uri);
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
        // A hidden panel loses its page and reloads this HTML when shown, so the HTML must not hold old numbers.
        this.#isPageThere = false;
        if (this.#htmlHasNumbers) this.#load();
      }),
      onSimulationSettingsChange(() => this.#publisher.emit('simulationSettings', simulationSettings(session.uri))),
      onTimeZoneChange(() => this.#publisher.emit('timeZone', { zone: timeZone(session.uri) })),
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

  /** Brings the panel to the front and focuses the page; a page that is still loading is focused when it has loaded. */
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
    this.#compared.dispose();
    this.lease.dispose();
  }

  #load(): void {
    if (!this.#files || this.#isDisposed) return;
    const { panel, services } = this;
    const { session } = this.lease;
    const preview = this.#preview();
    this.#htmlHasNumbers = preview !== null && preview.status.partial !== null;
    panel.webview.html = sessionPage(this.#files, panel.webview, services.extensionUri, session, preview);
  }

  /** null if the page shows something else first. */
  #preview(): PagePreview | null {
    const { name, status } = this.lease.session;
    if (this.#focus || status.state !== 'reading') return null;
    // The numbers will have changed by the time a hidden page is shown.
    return { name, status: this.panel.visible ? status : { ...status, partial: null } };
  }

  /** A hidden page need not follow every edit. */
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

  async #revealLines(
    uri: vscode.Uri,
    { lines, total, what, file }: RequestOf<DashboardRequests, 'revealLines'>,
  ): Promise<void> {
    const paths = pathsOf(uri);
    if (!paths) return this.services.shownLines.show(uri, lines, total, what);
    const { trace } = this.lease.session;
    const found =
      file === undefined ? trace && linesInFirstFile(paths, trace.table, lines) : linesOfFile(paths, file, lines);
    if (!found) {
      throw new RequestError(
        'These lines are in an archive, which has no text editor.',
        'Unpack the archive and open its folder as one trace.',
      );
    }
    await this.services.shownLines.show(vscode.Uri.file(found.path), found.lines, found.lines.length, what);
  }

  #queries(): Handlers<TraceQueries> {
    const { session } = this.lease;
    const handlers = QUERY_NAMES.map((name) => [
      name,
      (request: never, signal: AbortSignal) => session.request(name, request, signal),
    ]);
    return Object.fromEntries(handlers);
  }

  #viewRequests() {
    const { savedViews, extensionId } = this.services;
    const { uri } = this;
    return {
      views: () => ({ views: savedViews.list(uri) }),
      saveView: async (view) => ({ views: await savedViews.save(uri, view) }),
      renameView: async ({ name, to }) => ({ views: await savedViews.rename(uri, name, to) }),
      deleteView: async ({ name }) => ({ views: await savedViews.remove(uri, name) }),
      viewLink: (view) => ({ link: linkTo(extensionId, uri, view) }),
    } satisfies Partial<Handlers<DashboardRequests>>;
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
          timeZone: timeZone(session.uri),
        };
      },
      revealLines: async (request) => {
        if (session.uri) await this.#revealLines(session.uri, request);
        return {};
      },
      changeAssumption: async ({ key }) => {
        const setting = assumptionSetting(key, session.trace?.overview.format.id);
        if (setting === undefined) this.#publisher.emit('focus', { kind: 'mapping' });
        else await vscode.commands.executeCommand('workbench.action.openSettings', setting);
        return {};
      },
      openSettings: async ({ setting }) => {
        const name = /^faasnet\.[\w.]+$/.test(setting) ? setting : 'faasnet';
        await vscode.commands.executeCommand('workbench.action.openSettings', name);
        return {};
      },
      saveText: async ({ suggestedName, text, pictures }) => ({
        saved: this.#saved.add(await saveText(session.uri, suggestedName, text, pictures)),
      }),
      saveFile: async ({ suggestedName, base64 }) => ({
        saved: this.#saved.add(await saveBytes(session.uri, suggestedName, Buffer.from(base64, 'base64'))),
      }),
      saveRunFile: async ({ requests }) => ({ saved: this.#saved.add(await saveRunFile(session, requests)) }),
      saveSweep: async (sweep) => ({ saved: this.#saved.add(await saveSweep(session, sweep)) }),
      openSaved: async ({ id }) => {
        await this.#saved.open(id);
        return {};
      },
      chooseProfile: async () => {
        const uri = await chooseProfileFile();
        return (uri && (await profileIn(session, uri, undefined))) ?? null;
      },
      simulationSettings: () => simulationSettings(session.uri),
      cancelReading: () => {
        session.cancelReading();
        return {};
      },
      simulateRequests: async () => {
        await vscode.commands.executeCommand('faasnet.simulateProfile', { uri: session.uri });
        return {};
      },
      readAgain: () => {
        void session.read();
        return {};
      },
      compare: (request, signal) =>
        compareSides(
          { compareSides: (sides, abort) => session.request('compareSides', sides, abort) },
          async (key, abort) => {
            const other = await this.#compared.read(key, abort);
            return { summarizeSide: (side, end) => other.request('summarizeSide', side, end) };
          },
          request,
          signal,
        ),
      chooseCompared: () => this.#compared.choose(),
      ...this.#viewRequests(),
      useMapping: async ({ choices }) => {
        await useMapping(session, choices);
        return {};
      },
    };
  }
}
