/** Range of a tree's fan-out, the most VMs that one VM feeds. The paper's trees have 2 (ATC'21 §3.2). */
export const FAN_OUT = { min: 1, max: 1024, integer: true, unit: 'VMs', defaultValue: 2 } as const;
