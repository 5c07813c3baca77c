import type { SeriesName } from '../../src/protocol/queries';
import { type AxisKind, byteRateAxis, countAxis, quantityAxis } from '../charts/axes';

/** What can be drawn over time. */
export interface SeriesChoice {
  readonly name: SeriesName;
  readonly label: string;
  readonly axis: AxisKind;
  /** Title of the axis, with the unit. */
  readonly title: string;
  /** Something that flows, and is over with the last bin that has some. */
  readonly flows?: true;
  /** The traffic of one VM, of the reader's choice. */
  readonly ofOneVm?: true;
}

const byteRate = (name: SeriesName, label: string): SeriesChoice => ({
  name,
  label,
  axis: byteRateAxis,
  title: 'bytes per second',
  flows: true,
});

export const SERIES_CHOICES: readonly SeriesChoice[] = [
  byteRate('registryBytes', 'Registry: bytes sent'),
  {
    name: 'registryRequests',
    label: 'Registry: requests',
    axis: quantityAxis('1/s'),
    title: 'requests per second',
    flows: true,
  },
  byteRate('peerBytes', 'Between VMs: bytes sent'),
  byteRate('meanVmInBytes', 'Into VMs: mean of the active ones'),
  byteRate('peakVmInBytes', 'Into VMs: peak of any'),
  { ...byteRate('vmInBytes', 'Into one VM'), ofOneVm: true },
  byteRate('meanVmOutBytes', 'Out of VMs: mean of the active ones'),
  byteRate('peakVmOutBytes', 'Out of VMs: peak of any'),
  { ...byteRate('vmOutBytes', 'Out of one VM'), ofOneVm: true },
  { name: 'activeVms', label: 'Active VMs', axis: countAxis, title: 'VMs' },
  { name: 'trees', label: 'Function trees', axis: countAxis, title: 'function trees' },
  { name: 'mostTreeLevels', label: 'Levels of the tallest function tree', axis: countAxis, title: 'levels (VMs)' },
  {
    name: 'meanTreeLevels',
    label: 'Levels of function trees: mean',
    axis: quantityAxis('levels'),
    title: 'levels (VMs)',
  },
];
