import * as vscode from 'vscode';
import { SweepCodeLensProvider } from './sweepLens';

/** What the editor shows above sweep files. */
export function registerSweeps(): vscode.Disposable {
  const lenses = new SweepCodeLensProvider();
  return vscode.Disposable.from(
    lenses,
    vscode.languages.registerCodeLensProvider({ pattern: '**/*.ftsweep.json' }, lenses),
  );
}
