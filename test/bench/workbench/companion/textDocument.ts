import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import { TraceHoverProvider } from '../../../../src/host/editor/hoverProvider';
import { newSessions } from '../../../host/sessions';
import { seededRandom } from '../../seededRandom';
import type { Edit, TextDocumentRequest, TextDocumentTimes } from '../requests';
import { EventLoopWatch } from './eventLoop';

const WARM_UP = 1000;
/** Time for the work that an edit starts besides its hover. */
const AFTERMATH_MS = 1000;
/** In the middle of the function's name. The hover describes the whole line. */
const CHARACTER = 30;

/** Calls the provider directly: the times do not include VS Code's way from the mouse to it. */
export async function timedDocument(request: TextDocumentRequest): Promise<TextDocumentTimes> {
  const { file, positions, rounds } = request;
  const document = await vscode.workspace.openTextDocument(file);
  const sessions = newSessions();
  const lease = sessions.acquire(document.uri);
  try {
    await lease.session.untilIdle();
    const hover = hoverOf(new TraceHoverProvider(sessions), document);
    const random = seededRandom(1);
    const anyLine = () => 1 + Math.floor(random() * (document.lineCount - 2));
    for (let i = 0; i < WARM_UP; i++) await hover(anyLine());
    const result = { hovers: [] as number[][], told: 0, edits: [] as Edit[] };
    for (let round = 0; round < rounds; round++) {
      const times: number[] = [];
      for (let i = 0; i < positions; i++) {
        const line = anyLine();
        const began = performance.now();
        const text = await hover(line);
        times.push(performance.now() - began);
        if (text.includes('Cold start')) result.told++;
      }
      result.hovers.push(times);
    }
    for (let round = 0; round < rounds; round++) result.edits.push(await timedEdit(document, hover, anyLine(), round));
    await revert(document);
    return result;
  } finally {
    lease.dispose();
    sessions.dispose();
  }
}

type Hover = (line: number) => Promise<string>;

/** The provider's hover on a line (from 0), as Markdown. */
function hoverOf(provider: TraceHoverProvider, document: vscode.TextDocument): Hover {
  const { token } = new vscode.CancellationTokenSource();
  return async (line) => {
    const hover = await provider.provideHover(document, new vscode.Position(line, CHARACTER), token);
    return (hover?.contents ?? []).map((content) => (content as vscode.MarkdownString).value).join('\n');
  };
}

/** Changes the latency of one line to whole hours, and asks for the hover until it shows that. */
async function timedEdit(document: vscode.TextDocument, hover: Hover, line: number, round: number): Promise<Edit> {
  const eventLoop = new EventLoopWatch();
  const hours = 2 + round;
  const fields = document.lineAt(line).text.split(',');
  const from = fields.slice(0, 3).join(',').length + 1;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(line, from, line, from + fields[3].length), String(hours * 3_600_000));
  eventLoop.start();
  await vscode.workspace.applyEdit(edit);
  const began = performance.now();
  while (!(await hover(line)).includes(`Latency **${hours} h**`));
  const milliseconds = performance.now() - began;
  await setTimeout(AFTERMATH_MS);
  return { milliseconds, blocks: eventLoop.stop() };
}

async function revert(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('workbench.action.files.revert');
}
