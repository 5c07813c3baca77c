import { createElement, render } from 'preact';
import { App } from './App';
import { connectHost } from './host';
import { Dashboard, DashboardContext } from './state/dashboard';
import { persistentView } from './state/view';
import { watchTheme } from './theme';
import { registerToolkit } from './toolkit';
import { vscode } from './vscodeApi';

registerToolkit();
watchTheme();

const dashboard = new Dashboard(connectHost(vscode), persistentView(vscode));
render(createElement(DashboardContext.Provider, { value: dashboard }, <App />), document.getElementById('root')!);
void dashboard.connect();
