import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import * as vscode from 'vscode';
import { createMessageConnection, SocketMessageReader, SocketMessageWriter } from 'vscode-jsonrpc/node';
import { type CompanionRequests, PORT_FILE } from '../requests';
import { EventLoopWatch } from './eventLoop';
import { timedDocument } from './textDocument';

type Answers = { [N in keyof CompanionRequests]: (request: Parameters<CompanionRequests[N]>[0]) => unknown };

const eventLoop = new EventLoopWatch();

const answers: Answers = {
  openDashboard: async ({ file }) => {
    const began = performance.timeOrigin + performance.now();
    await vscode.commands.executeCommand('faasnet.openDashboard', vscode.Uri.file(file));
    return began;
  },
  textDocument: timedDocument,
  closeEverything: async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    return null;
  },
  watchEventLoop: () => {
    eventLoop.start();
    return null;
  },
  eventLoopBlocks: () => eventLoop.stop(),
};

/** Connects to the benchmarks and answers their requests. */
export async function activate(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const port = Number(await readFile(vscode.Uri.joinPath(folder.uri, PORT_FILE).fsPath, 'utf8'));
  const socket = connect(port, '127.0.0.1');
  const connection = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
  for (const [name, answer] of Object.entries(answers)) connection.onRequest(name, (request) => answer(request));
  connection.listen();
}
