/** What VS Code gives every webview, once. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  function acquireVsCodeApi(): VsCodeApi;
  var vscodeApi: VsCodeApi | undefined;
}

/** VS Code gives it to a page once, and the page has two scripts. */
globalThis.vscodeApi ??= acquireVsCodeApi();
export const vscode: VsCodeApi = globalThis.vscodeApi;
