import { baseline } from './baseline';
import { faasnet } from './faasnet';
import type { System } from './system';

export type { Provisioner, System } from './system';

/** Every way of provisioning the simulator knows. One more is one more file and one more line here. */
export const SYSTEMS: readonly System[] = [faasnet, baseline];
