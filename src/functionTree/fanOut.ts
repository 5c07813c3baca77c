/** VMs that one VM of a function tree feeds. The paper's trees have 2 (ATC'21 §3.2); a tree allocates a slot for each downstream VM that it lists. */
export const FAN_OUT = { min: 1, max: 1024, integer: true, unit: 'VMs', defaultValue: 2 } as const;
