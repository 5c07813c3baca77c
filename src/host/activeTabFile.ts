import * as vscode from 'vscode';

/**
 * The file of the active tab, if it is a text editor: also one that VS Code has not opened yet, or that is too large
 * (over 50 MB) for extensions to get a document of it.
 */
export function activeTabFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText ? input.uri : undefined;
}
