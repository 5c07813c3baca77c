import * as vscode from 'vscode';
import { profileHeaderLine } from '../documents';

/** Above the header of a request-rate profile: a link to simulate it. */
export class ProfileCodeLensProvider implements vscode.CodeLensProvider {
  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const header = profileHeaderLine(document);
    if (header === null) return [];
    const title = 'Simulate this request-rate profile';
    const command = { title, command: 'faasnet.simulateProfile', arguments: [document.uri] };
    return [new vscode.CodeLens(document.lineAt(header).range, command)];
  }
}
