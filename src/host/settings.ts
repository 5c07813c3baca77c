import * as vscode from 'vscode';
import { errorSentence } from '../errors';
import type { SimulationSettings } from '../protocol/dashboard';
import { LIMITS, resolveParameters } from '../simulation';
import { type LatencyUnitSetting, TIME_UNITS, type TimeUnitSetting } from '../trace';

/** The extension's settings, as they apply to one resource. */
export function latencyUnit(uri: vscode.Uri | null): LatencyUnitSetting {
  const unit = section(uri).get<string>('latencyUnit');
  return unit === 'seconds' || unit === 'milliseconds' ? unit : 'auto';
}

export function timeUnit(uri: vscode.Uri | null): TimeUnitSetting {
  const unit = section(uri).get<string>('timeUnit');
  return TIME_UNITS.find((known) => known === unit) ?? 'auto';
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

const PARAMETERS_SETTING = 'faasnet.simulation.parameters';

/** Values of parameters as set, checked; where one of them cannot be, none is in force. */
export function simulationSettings(uri: vscode.Uri | null): SimulationSettings {
  try {
    return { parameters: parametersOf(section(uri).get('simulation.parameters', {})), problem: null };
  } catch (error) {
    return { parameters: {}, problem: `The setting ${PARAMETERS_SETTING}: ${errorSentence(error)}` };
  }
}

/** A setting holds whatever JSON was written there. */
function parametersOf(value: unknown): Readonly<Record<string, number>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('It must be an object of numbers by name, such as {"nicMBps": 250}.');
  }
  const given = value as Record<string, number>;
  resolveParameters(given);
  return { ...given };
}

/** Calls back when `simulationSettings` may have changed. */
export function onSimulationSettingsChange(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(PARAMETERS_SETTING)) listener();
  });
}

export function simulationDefaults(uri: vscode.Uri | null): SimulationDefaults {
  const settings = section(uri);
  return {
    systems: settings.get<string[]>('simulation.systems', []),
    seed: settings.get<number>('simulation.seed', LIMITS.seed.defaultValue),
    burstContainers: settings.get<number>('simulation.burstContainers', LIMITS.containers.defaultValue),
  };
}

/** Calls back when a unit may have changed for some resources: `affects` tells for which. */
export function onUnitChange(
  setting: 'latencyUnit' | 'timeUnit',
  listener: (affects: (uri: vscode.Uri) => boolean) => void,
): vscode.Disposable {
  const name = `faasnet.${setting}`;
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(name)) listener((uri) => event.affectsConfiguration(name, uri));
  });
}

function section(uri: vscode.Uri | null): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('faasnet', uri);
}
