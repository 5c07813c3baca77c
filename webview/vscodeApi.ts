/** The API that VS Code gives a webview. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  function acquireVsCodeApi(): VsCodeApi;
  var vscodeApi: VsCodeApi | undefined;
}

/** The page has two scripts, and may ask for the API once. */
globalThis.vscodeApi ??= acquireVsCodeApi();
export const vscode: VsCodeApi = globalThis.vscodeApi;
