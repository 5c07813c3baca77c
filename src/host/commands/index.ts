import * as vscode from 'vscode';
import { errorSentence, errorText } from '../../errors';
import { foreignFileOf } from '../../trace';
import { Stopwatch } from '../log';
import { exportResults } from './exportResults';
import { generateTrace } from './generateTrace';
import { openRunFile } from './openRunFile';
import { reproduceFigures } from './reproduce';
import type { Services } from './services';
import { changeFormat, openAsOneTrace, openDashboard, reloadTrace, showFunction, showFunctionTree } from './show';
import { simulateBurst, simulateProvisioning } from './simulate';
import { simulateProfile } from './simulateProfile';
import { runSweep, showSweepResults, submitSweep } from './sweeps';
import { argumentOf, type SelectionArgument } from './target';

export type { Services } from './services';

/** Registers every command of the manifest. */
export function registerCommands(services: Services): vscode.Disposable {
  const commands = {
    'faasnet.openDashboard': openDashboard,
    'faasnet.openAsOneTrace': openAsOneTrace,
    'faasnet.changeFormat': changeFormat,
    'faasnet.simulateProvisioning': simulateProvisioning,
    'faasnet.simulateBurst': simulateBurst,
    'faasnet.simulateProfile': simulateProfile,
    'faasnet.showFunctionTree': showFunctionTree,
    'faasnet.showFunction': showFunction,
    'faasnet.reproduceFigures': reproduceFigures,
    'faasnet.generateTrace': generateTrace,
    'faasnet.exportResults': exportResults,
    'faasnet.openRunFile': openRunFile,
    'faasnet.runSweep': runSweep,
    'faasnet.submitSweep': submitSweep,
    'faasnet.showSweepResults': showSweepResults,
    'faasnet.reloadTrace': reloadTrace,
    'faasnet.showLog': () => services.log.show(),
    'faasnet.cancelReading': () => {
      for (const session of services.sessions.all()) session.cancelReading();
    },
    'faasnet.nextShownLine': () => services.shownLines.step(1),
    'faasnet.previousShownLine': () => services.shownLines.step(-1),
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([id, command]) =>
      vscode.commands.registerCommand(id, async (argument: unknown, selected: unknown) => {
        const time = new Stopwatch();
        try {
          return await command(services, { ...argumentOf(argument), ...selectionOf(selected) });
        } catch (error) {
          services.log.failed(`Command ${id}`, error, time.seconds);
          // Code that passes options gets the error; a person is shown it.
          if (isCall(argument)) throw error;
          void showFailure(error, argumentOf(argument).uri);
          return undefined;
        }
      }),
    ),
  );
}

/** Shows why a command failed, with what to do about it as buttons if the file is known and no cold-start trace. */
async function showFailure(error: unknown, uri: vscode.Uri | string | undefined): Promise<void> {
  const file = foreignFileOf(errorText(error).subject ?? '');
  const simulate = file?.requests ? ['Simulate as a Request-Rate Profile'] : [];
  const copy = file?.query === undefined ? [] : ['Copy Query'];
  const message = withoutLinks(errorSentence(error));
  const choice = await vscode.window.showErrorMessage(message, ...simulate, ...copy);
  if (choice === undefined) return;
  if (copy.includes(choice)) await vscode.env.clipboard.writeText(file?.query ?? '');
  else await vscode.commands.executeCommand('faasnet.simulateProfile', { uri });
}

/** VS Code draws Markdown links in messages; a message may quote a file's cell. */
function withoutLinks(message: string): string {
  return message.replaceAll('](', '] (');
}

/** The explorer passes all selected files after the one that was clicked. */
function selectionOf(selected: unknown): SelectionArgument {
  const isSelection =
    Array.isArray(selected) && selected.length > 0 && selected.every((uri) => uri instanceof vscode.Uri);
  return isSelection ? { selection: selected } : {};
}

/** Menus pass a file, the hover's links a file and a line; only code passes more. */
function isCall(argument: unknown): boolean {
  return Object.keys(argumentOf(argument)).some((key) => key !== 'uri' && key !== 'line');
}
