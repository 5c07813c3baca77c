import * as vscode from 'vscode';
import type { LatencyUnitSetting } from '../trace';

/** The extension's settings, as they apply to one resource. */
export function latencyUnit(uri: vscode.Uri | null): LatencyUnitSetting {
  const unit = section(uri).get<string>('latencyUnit');
  return unit === 'seconds' || unit === 'milliseconds' ? unit : 'auto';
}

export function isHoverEnabled(uri: vscode.Uri): boolean {
  return section(uri).get<boolean>('hover.enabled', true);
}

/** What the simulation commands offer first. */
export interface SimulationDefaults {
  readonly systems: readonly string[];
  readonly seed: number;
  readonly burstContainers: number;
}

export function simulationDefaults(uri: vscode.Uri | null): SimulationDefaults {
  const settings = section(uri);
  return {
    systems: settings.get<string[]>('simulation.systems', []),
    seed: settings.get<number>('simulation.seed', 1),
    burstContainers: settings.get<number>('simulation.burstContainers', 1000),
  };
}

/** Calls back when the unit may have changed for some resources: `affects` tells for which. */
export function onLatencyUnitChange(listener: (affects: (uri: vscode.Uri) => boolean) => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration('faasnet.latencyUnit')) return;
    listener((uri) => event.affectsConfiguration('faasnet.latencyUnit', uri));
  });
}

function section(uri: vscode.Uri | null): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('faasnet', uri);
}
