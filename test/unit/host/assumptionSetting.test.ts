import { describe, expect, it } from 'vitest';
import { assumptionSetting } from '../../../src/host/dashboard/assumptionSetting';

describe('the part of the header that a reader wants to change', () => {
  it('opens the setting of a unit of the released trace', () => {
    expect(assumptionSetting('unit', 'faasnet')).toBe('faasnet.latencyUnit');
    expect(assumptionSetting('timeUnit', 'faasnet')).toBe('faasnet.timeUnit');
  });

  it('opens the mapping page for all else', () => {
    expect(assumptionSetting('format', 'faasnet')).toBeUndefined();
    expect(assumptionSetting('function', 'table')).toBeUndefined();
  });

  it('opens the mapping page for units that another format defines, on which the settings have no effect', () => {
    expect(assumptionSetting('unit', 'table')).toBeUndefined();
    expect(assumptionSetting('timeUnit', 'ant-afaas')).toBeUndefined();
    expect(assumptionSetting('unit', undefined)).toBeUndefined();
  });
});
