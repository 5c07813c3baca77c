import { type AssumptionKey, RELEASED_TRACE } from '../../trace';

/** The settings that change an assumption about the released trace. */
const SETTING_OF: Readonly<Partial<Record<AssumptionKey, string>>> = {
  unit: 'faasnet.latencyUnit',
  timeUnit: 'faasnet.timeUnit',
};

/**
 * The setting that changes an assumption about a file; undefined where the page that asks how the file is read changes
 * it. Other formats define their units, so the settings have no effect on them.
 * @param formatId undefined for a file that could not be read
 */
export function assumptionSetting(key: AssumptionKey, formatId: string | undefined): string | undefined {
  return formatId === RELEASED_TRACE ? SETTING_OF[key] : undefined;
}
