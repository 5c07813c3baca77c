import { createElement, render } from 'preact';
import { App } from './App';
import { connectHost } from './host';
import { Dashboard, DashboardContext } from './state/dashboard';
import { persistentView } from './state/savedView';
import { watchTheme } from './theme';
import { registerToolkit } from './toolkit';
import { vscode } from './vscodeApi';

registerToolkit();
watchTheme();

const dashboard = new Dashboard(connectHost(vscode), persistentView(vscode), globalThis.pagePreview);
const root = document.getElementById('root')!;
// The first script rendered its preview here with its own copy of Preact, which this one cannot update.
root.replaceChildren();
render(createElement(DashboardContext.Provider, { value: dashboard }, <App />), root);
void dashboard.connect();
