import * as vscode from 'vscode';
import { errorSentence } from '../errors';
import type { SimulationSettings } from '../protocol/dashboard';
import type { TimeZoneChoice } from '../text';
import type { LatencyUnitSetting, RememberedTable, TimeUnitSetting } from '../trace';
import { parameterValues, type SettingName, settingValue } from './settingValues';
import { rememberedTables, withTable } from './tableSettings';

/** The extension's settings, as they apply to one resource. */
export function latencyUnit(uri: vscode.Uri | null): LatencyUnitSetting {
  return setting('latencyUnit', uri);
}

export function timeUnit(uri: vscode.Uri | null): TimeUnitSetting {
  return setting('timeUnit', uri);
}

/** In which zone dashboards show times. */
export function timeZone(uri: vscode.Uri | null): TimeZoneChoice {
  return setting('timeZone', uri);
}

/** Calls back when `timeZone` may have changed. */
export function onTimeZoneChange(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('faasnet.timeZone')) listener();
  });
}

export function isHoverEnabled(uri: vscode.Uri): boolean {
  return setting('hover.enabled', uri);
}

/** What the simulation commands offer first. */
export interface SimulationDefaults {
  readonly systems: readonly string[];
  readonly seed: number;
  readonly burstContainers: number;
}

export function simulationDefaults(uri: vscode.Uri | null): SimulationDefaults {
  return {
    systems: setting('simulation.systems', uri),
    seed: setting('simulation.seed', uri),
    burstContainers: setting('simulation.burstContainers', uri),
  };
}

const PARAMETERS_SETTING = 'faasnet.simulation.parameters';

/** The parameter values of the settings. If one of them is invalid, none applies. */
export function simulationSettings(uri: vscode.Uri | null): SimulationSettings {
  try {
    return { parameters: parameterValues(section(uri).get('simulation.parameters', {})), problem: null };
  } catch (error) {
    return { parameters: {}, problem: `The setting ${PARAMETERS_SETTING}: ${errorSentence(error)}` };
  }
}

/** Calls back when `simulationSettings` may have changed. */
export function onSimulationSettingsChange(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(PARAMETERS_SETTING)) listener();
  });
}

/** Calls back when a setting may have changed for some resources; `affects` tests a resource. */
export function onReadingChange(
  setting: 'latencyUnit' | 'timeUnit' | 'formats',
  listener: (affects: (uri: vscode.Uri) => boolean) => void,
): vscode.Disposable {
  const name = `faasnet.${setting}`;
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(name)) listener((uri) => event.affectsConfiguration(name, uri));
  });
}

/** Tables that were chosen to be read in some way. Those of the workspace come last, so they win. */
export function tablesOf(uri: vscode.Uri | null): readonly RememberedTable[] {
  const found = section(uri).inspect('formats');
  return [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue].flatMap(rememberedTables);
}

/** Remembers how to read tables with a header: in the settings of the file's folder, else in those of the user. */
export async function rememberTable(uri: vscode.Uri, table: RememberedTable): Promise<void> {
  const found = section(uri).inspect('formats');
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const { Global, Workspace, WorkspaceFolder } = vscode.ConfigurationTarget;
  const isMultiRoot = vscode.workspace.workspaceFile !== undefined;
  const [target, value] = !folder
    ? [Global, found?.globalValue]
    : isMultiRoot
      ? [WorkspaceFolder, found?.workspaceFolderValue]
      : [Workspace, found?.workspaceValue];
  await section(uri).update('formats', withTable(value, table), target);
}

function setting<N extends SettingName>(name: N, uri: vscode.Uri | null): ReturnType<typeof settingValue<N>> {
  return settingValue(name, section(uri).get(name));
}

function section(uri: vscode.Uri | null): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('faasnet', uri);
}
