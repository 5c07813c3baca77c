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

const dashboard = new Dashboard(connectHost(vscode), persistentView(vscode), globalThis.firstSight);
const root = document.getElementById('root')!;
// What the first script put there shows the same, and is not this one's to change.
root.replaceChildren();
render(createElement(DashboardContext.Provider, { value: dashboard }, <App />), root);
void dashboard.connect();
