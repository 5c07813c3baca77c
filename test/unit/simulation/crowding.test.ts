import { describe, expect, it } from 'vitest';
import { burstWorkload, type Parameters, type RunResult, resolveParameters, simulate } from '../../../src/simulation';
import { speedByMeanValues } from '../../oracle/sharedStarts';

/** The paper's placement test (ATC'21 §4.4): eight small functions on fewer and fewer VMs. */
const FUNCTIONS = 8;
const LUCKLESS = { stepSeconds: 0, startStepSeconds: 0, startCreationSeconds: 0 };
const SMALL = { imageMB: 75.4, memoryMB: 128 };

async function placed(system: string, given: Partial<Parameters>): Promise<RunResult> {
  const parameters = resolveParameters({ ...LUCKLESS, spread: 1, ...given });
  const workload = burstWorkload({ containers: FUNCTIONS, functions: FUNCTIONS, ...SMALL }, parameters);
  return simulate({ workload, system, parameters, seed: 1, watchedVm: 0 });
}

describe('functions that share a VM', () => {
  it.each([1, 2, 4, 8])('are spread evenly over %i busy VMs', async (vms) => {
    const { vm } = await placed('faasnet', { vms });
    const containers = Array.from({ length: vms }, (_, one) => vm.filter((at) => at === one).length);
    expect(containers).toEqual(new Array(vms).fill(FUNCTIONS / vms));
  });

  it.each(['baseline', 'kraken'])('share its vCPUs while they are unpacked (%s)', async (system) => {
    const parameters = resolveParameters();
    const alone = SMALL.imageMB / parameters[`${system}.unpackMBps` as keyof Parameters];
    for (const vms of [8, 4, 2, 1]) {
      const result = await placed(system, { vms, 'registry.sessionSeconds': 0, 'kraken.turnSeconds': 0 });
      const crowding = Math.max(1, FUNCTIONS / vms / parameters.vcpus);
      const starts = crowding * parameters[`${system}.startSeconds` as keyof Parameters];
      for (const seconds of result.provisioning) expect(seconds).toBeCloseTo(alone * crowding + starts, 3);
      const intoVm = result.series.find(({ name }) => name === 'vmInBytes')!;
      const unpacked = parameters[`${system}.unpackMBps` as keyof Parameters] * parameters.vcpus * 1e6;
      expect(Math.max(...intoVm.y)).toBeLessThanOrEqual(unpacked * (1 + 1e-9));
    }
  });

  it('do not delay each other if unpacking takes no vCPU', async () => {
    const free = { unpackVcpus: 0, startVcpus: 0, 'registry.sessionSeconds': 0 };
    const [together, apart] = await Promise.all([placed('baseline', { vms: 1, ...free }), placed('baseline', free)]);
    together.provisioning.forEach((seconds, i) => {
      expect(seconds).toBeCloseTo(apart.provisioning[i], 9);
    });
  });

  it('process blocks more slowly, but request them no later, if blocks are fetched on demand', async () => {
    const given = { 'registry.sessionSeconds': 0 };
    const apart = await placed('on-demand', given);
    const together = await placed('on-demand', { vms: 1, ...given });
    const { parameters } = together;
    const { startWaitShare, vcpus } = parameters;
    const answer = parameters['registry.answerSeconds'] + (FUNCTIONS - 1) / parameters['registry.requestsPerSecond'];
    const block = (parameters.blockKB * 1024) / 1e6 / parameters.startMBps;
    const waitShare = (block * startWaitShare + answer) / (block + answer);
    const longer = (block + answer) * (1 / speedByMeanValues(FUNCTIONS, vcpus, waitShare) - 1);
    const working = (workSeconds(parameters) / block) * longer;
    together.provisioning.forEach((seconds, i) => {
      expect(seconds - apart.provisioning[i]).toBeCloseTo(working, 3);
    });
  });
});

function workSeconds(parameters: Parameters): number {
  const { startReadMB, startReadShare, blockKB, readGrainKB, readLocality, startMBps } = parameters;
  const readMB = startReadMB + startReadShare * SMALL.imageMB;
  return Math.min(SMALL.imageMB, readMB * (blockKB / readGrainKB) ** readLocality) / startMBps;
}
