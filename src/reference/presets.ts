import { burstSizes, figure14a } from './figures/figure14';
import { images } from './figures/figure20';
import type { Preset } from './preset';
import { burst, IOT_REPLAY, LARGE_SCALE, PLACEMENT_TEST, SPIKES, TRAFFIC_BURST } from './setUps';

/** Systems that the paper compares (ATC'21 §4.1). */
const COMPARED = [...new Set(figure14a.published.map(({ system }) => system))];
/** Systems that the paper compares in its tests with requests. */
const COMPARED_BY_REQUESTS = ['faasnet', 'on-demand'];

/** The set-ups of the paper's tests (ATC'21 §4.2 to §4.6), by the number of the figure if there is one. */
export const PRESETS: readonly Preset[] = [
  {
    id: '11',
    label: 'Figure 11: requests of an IoT application',
    workload: IOT_REPLAY.workload,
    systems: COMPARED_BY_REQUESTS,
    parameters: IOT_REPLAY.parameters,
  },
  {
    id: '12',
    label: 'Figure 12: requests in two spikes',
    workload: SPIKES.workload,
    systems: COMPARED_BY_REQUESTS,
    parameters: SPIKES.parameters,
  },
  ...burstSizes.map((containers) => ({
    id: `14-${containers}`,
    label: containers === 128 ? 'Figures 14 and 15: burst of 128' : `Figure 14: burst of ${containers}`,
    workload: burst(containers),
    systems: COMPARED,
    parameters: {},
  })),
  {
    id: '16',
    label: `Figure 16: traffic of one VM of ${TRAFFIC_BURST}`,
    workload: burst(TRAFFIC_BURST),
    systems: ['faasnet'],
    parameters: {},
  },
  {
    id: '17',
    label: 'Figure 17: 2,500 containers on 1,000 VMs',
    workload: LARGE_SCALE.workload,
    systems: ['faasnet'],
    parameters: LARGE_SCALE.parameters,
  },
  ...PLACEMENT_TEST.vms.map((vms) => ({
    id: `placement-${vms}`,
    label: `Placement test: 8 functions on ${vms} ${vms === 1 ? 'VM' : 'VMs'}`,
    workload: PLACEMENT_TEST.workload,
    systems: COMPARED,
    parameters: { ...PLACEMENT_TEST.parameters, vms },
  })),
  ...images.map(({ name, imageMB }) => ({
    id: `20-${name}`,
    label: `Figure 20: one start of image ${name}, ${imageMB} MB`,
    workload: { ...burst(1), imageMB },
    systems: ['faasnet'],
    parameters: {},
  })),
];
