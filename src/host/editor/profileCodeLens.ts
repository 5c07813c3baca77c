import * as vscode from 'vscode';
import { profileHeaderLine, requestsFile } from '../documents';

/** Above the header of a request-rate profile, or of a file that counts requests: a link to simulate it. */
export class ProfileCodeLensProvider implements vscode.CodeLensProvider {
  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const requests = requestsFile(document);
    const header = requests ? 0 : profileHeaderLine(document);
    if (header === null) return [];
    const title = requests ? `${requests.title}: simulate its requests` : 'Simulate this request-rate profile';
    const command = { title, command: 'faasnet.simulateProfile', arguments: [document.uri] };
    return [new vscode.CodeLens(document.lineAt(header).range, command)];
  }
}
