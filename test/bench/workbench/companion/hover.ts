import * as vscode from 'vscode';
import { TraceHoverProvider } from '../../../../src/host/editor/hoverProvider';
import { TraceSessions } from '../../../../src/host/sessions';
import { seededRandom } from '../../seededRandom';
import type { HoverTimes } from '../requests';

const EXTENSION = 'faasnet-trace-lab.faasnet-trace-lab';
const WARM_UP = 1000;

/** The provider's answers on a document, each timed by itself: the trace has been read before, as it has when a person hovers. */
export async function timedHovers(file: string, positions: number): Promise<HoverTimes> {
  const document = await vscode.workspace.openTextDocument(file);
  const { extensionUri } = vscode.extensions.getExtension(EXTENSION)!;
  const sessions = new TraceSessions(extensionUri);
  const lease = sessions.acquire(document.uri);
  try {
    await lease.session.settled();
    const provider = new TraceHoverProvider(sessions);
    const { token } = new vscode.CancellationTokenSource();
    const random = seededRandom(1);
    const milliseconds: number[] = [];
    let told = 0;
    for (let hovers = -WARM_UP; hovers < positions; hovers++) {
      const position = new vscode.Position(1 + Math.floor(random() * (document.lineCount - 2)), 5);
      const began = performance.now();
      const hover = await provider.provideHover(document, position, token);
      const took = performance.now() - began;
      if (hovers < 0) continue;
      milliseconds.push(took);
      if (hover?.contents.some((content) => (content as vscode.MarkdownString).value.includes('Cold start'))) told++;
    }
    return { milliseconds, told };
  } finally {
    lease.dispose();
    sessions.dispose();
  }
}
