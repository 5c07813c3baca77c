import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Preset } from '../../../src/protocol/queries';
import { PRESETS } from '../../../src/reference';
import { blockSizes } from '../../../src/reference/experiments/blockSizes';
import { completion, largeScale, meanLatencies } from '../../../src/reference/experiments/bursts';
import { iotReplay, spikes } from '../../../src/reference/experiments/profiles';
import { interiorTraffic } from '../../../src/reference/experiments/traffic';
import { requestedWorkload, resolveParameters, SYSTEMS, simulate, type Workload } from '../../../src/simulation';

const systems = SYSTEMS.map(({ name }) => name);

async function workloadOf({ workload, parameters }: Preset): Promise<Workload> {
  const resolved = resolveParameters(parameters);
  return requestedWorkload(workload, resolved);
}

describe('presets', () => {
  it('have distinct ids', () => {
    expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(PRESETS.length);
  });

  it.each(PRESETS.map((preset) => [preset.label, preset] as const))('%s names existing systems', async (_, preset) => {
    expect(preset.systems.length).toBeGreaterThan(0);
    expect(systems).toEqual(expect.arrayContaining([...preset.systems]));
    expect((await workloadOf(preset)).arrival.length).toBeGreaterThan(0);
  });

  it.each(PRESETS.filter(({ workload }) => workload.kind === 'burst').map((preset) => [preset.label, preset] as const))(
    '%s can be simulated',
    async (_, preset) => {
      const parameters = resolveParameters(preset.parameters);
      const workload = await workloadOf(preset);
      const result = await simulate({ workload, system: preset.systems[0], parameters, seed: 1 });
      expect(result.provisioning.every((seconds) => seconds > 0)).toBe(true);
    },
  );

  it.each([
    ['11', iotReplay],
    ['12', spikes],
    ['14-8', meanLatencies],
    ['14-128', completion],
    ['16', interiorTraffic],
    ['17', largeScale],
    ['20-a', blockSizes],
  ])('%s is the set-up that the reproduction of the figure simulates', (id, experiment) => {
    const preset = PRESETS.find((one) => one.id === id)!;
    const same = experiment.plan(systems).filter(({ workload }) => isDeepStrictEqual(workload, preset.workload));
    expect(same.map(({ system }) => system)).toEqual(expect.arrayContaining([...preset.systems]));
  });
});
