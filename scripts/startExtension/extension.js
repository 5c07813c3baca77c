const vscode = require('vscode');

const SAMPLE = 'synthetic-day.csv';

/** Where no window remembers which editor a file wants, VS Code opens text: so the dashboard is asked for, once all is loaded. */
exports.activate = async () => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const sample = vscode.Uri.joinPath(folder.uri, SAMPLE);
  await vscode.commands.executeCommand('vscode.open', sample, { preview: false });
  await vscode.commands.executeCommand('vscode.openWith', sample, 'faasnet.traceDashboard', { preview: false });
};
