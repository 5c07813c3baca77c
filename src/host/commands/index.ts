import * as vscode from 'vscode';
import { errorSentence } from '../../errors';
import { exportResults } from './exportResults';
import { generateTrace } from './generateTrace';
import { openRunFile } from './openRunFile';
import { reproduceFigures } from './reproduce';
import type { Services } from './services';
import { openDashboard, reloadTrace, showFunction, showFunctionTree } from './show';
import { simulateBurst, simulateProvisioning } from './simulate';
import { simulateProfile } from './simulateProfile';
import { argumentOf } from './target';

export type { Services } from './services';

/** Registers every command of the manifest. */
export function registerCommands(services: Services): vscode.Disposable {
  const commands = {
    'faasnet.openDashboard': openDashboard,
    'faasnet.simulateProvisioning': simulateProvisioning,
    'faasnet.simulateBurst': simulateBurst,
    'faasnet.simulateProfile': simulateProfile,
    'faasnet.showFunctionTree': showFunctionTree,
    'faasnet.showFunction': showFunction,
    'faasnet.reproduceFigures': reproduceFigures,
    'faasnet.generateTrace': generateTrace,
    'faasnet.exportResults': exportResults,
    'faasnet.openRunFile': openRunFile,
    'faasnet.reloadTrace': reloadTrace,
    'faasnet.cancelReading': () => {
      for (const session of services.sessions.all()) session.cancelReading();
    },
    'faasnet.nextShownLine': () => services.shownLines.step(1),
    'faasnet.previousShownLine': () => services.shownLines.step(-1),
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([id, command]) =>
      vscode.commands.registerCommand(id, (argument: unknown) =>
        told(() => command(services, argumentOf(argument)), argument),
      ),
    ),
  );
}

/** A person is told what went wrong; a caller that passed options gets the error itself. */
async function told<T>(command: () => T, argument: unknown): Promise<Awaited<T> | undefined> {
  try {
    return await command();
  } catch (error) {
    if (isCall(argument)) throw error;
    void vscode.window.showErrorMessage(unlinked(errorSentence(error)));
    return undefined;
  }
}

/** VS Code makes links of what is written as such in a message, which may quote a file's cell. */
function unlinked(message: string): string {
  return message.replaceAll('](', '] (');
}

/** Menus pass a file, the hover's links a file and a line; only code passes more. */
function isCall(argument: unknown): boolean {
  return Object.keys(argumentOf(argument)).some((key) => key !== 'uri' && key !== 'line');
}
