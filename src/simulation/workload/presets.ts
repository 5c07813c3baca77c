import type { Preset } from '../../protocol/queries';

/** Systems of the paper's comparisons (ATC'21 §4.1). */
const COMPARED = ['faasnet', 'dadi-p2p', 'on-demand', 'kraken', 'baseline'];

const IMAGES_OF_FIGURE_20 = [
  ['a', 195],
  ['b', 428],
  ['c', 728],
] as const;

/** The set-ups of the paper's bursts by the numbers of their figures (ATC'21 §4.3 to §4.6): what was simulated, not what came of it. */
export const PRESETS: readonly Preset[] = [
  ...[8, 16, 32, 64, 128].map((containers) => ({
    id: `14-${containers}`,
    label: containers === 128 ? '14 and 15: burst of 128' : `14: burst of ${containers}`,
    workload: burst(containers),
    systems: COMPARED,
    parameters: {},
  })),
  { id: '16', label: '16: traffic of one VM of 128', workload: burst(128), systems: ['faasnet'], parameters: {} },
  {
    id: '17',
    label: '17: 2,500 containers on 1,000 VMs',
    workload: { ...burst(2500), functions: 25, imageMB: 428, memoryMB: 1024 },
    systems: ['faasnet'],
    // The VMs would hold more each: all 1,000 take part.
    parameters: { vms: 1000, spread: 1 },
  },
  ...IMAGES_OF_FIGURE_20.map(([name, imageMB]) => ({
    id: `20-${name}`,
    label: `20: one start of image ${name}, ${imageMB} MB`,
    workload: { ...burst(1), imageMB },
    systems: ['faasnet'],
    parameters: {},
  })),
];

/** Of one function, with the evaluation's image and memory. */
function burst(containers: number): Preset['workload'] {
  return { kind: 'burst', containers, functions: 1, imageMB: null, memoryMB: null };
}
