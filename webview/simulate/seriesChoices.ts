import type { SeriesName } from '../../src/protocol/queries';
import { type AxisKind, byteRateAxis, countAxis, quantityAxis } from '../charts/axes';

interface SeriesLook {
  readonly label: string;
  readonly axis: AxisKind;
  /** Title of the axis, with the unit. */
  readonly title: string;
  /** A flow ends with its last bin; a level (VMs, trees) keeps its value. */
  readonly flows?: true;
  /** The traffic of one VM, which the reader chooses. */
  readonly ofOneVm?: true;
}

/** A series of the over-time chart. */
export interface SeriesChoice extends SeriesLook {
  readonly name: SeriesName;
}

const byteRate = (label: string): SeriesLook => ({
  label,
  axis: byteRateAxis,
  title: 'bytes per second',
  flows: true,
});

/** In the order of the menu. Every series of the simulation is in it. */
const LOOKS: { readonly [name in SeriesName]: SeriesLook } = {
  registryBytes: byteRate('Registry: bytes sent'),
  registryRequests: {
    label: 'Registry: requests',
    axis: quantityAxis('1/s'),
    title: 'requests per second',
    flows: true,
  },
  peerBytes: byteRate('Between VMs: bytes sent'),
  meanVmInBytes: byteRate('Into VMs: mean of the active ones'),
  peakVmInBytes: byteRate('Into VMs: peak of any'),
  vmInBytes: { ...byteRate('Into one VM'), ofOneVm: true },
  meanVmOutBytes: byteRate('Out of VMs: mean of the active ones'),
  peakVmOutBytes: byteRate('Out of VMs: peak of any'),
  vmOutBytes: { ...byteRate('Out of one VM'), ofOneVm: true },
  activeVms: { label: 'Active VMs', axis: countAxis, title: 'VMs' },
  trees: { label: 'Function trees', axis: countAxis, title: 'function trees' },
  mostTreeLevels: { label: 'Levels of the tallest function tree', axis: countAxis, title: 'levels (VMs)' },
  meanTreeLevels: { label: 'Levels of function trees: mean', axis: quantityAxis('levels'), title: 'levels (VMs)' },
};

export const SERIES_NAMES = Object.keys(LOOKS) as readonly SeriesName[];

export const SERIES_CHOICES: readonly SeriesChoice[] = SERIES_NAMES.map((name) => ({ name, ...LOOKS[name] }));
