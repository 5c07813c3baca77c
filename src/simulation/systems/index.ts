import { baseline } from './baseline';
import { dadiP2p } from './dadiP2p';
import { faasnet } from './faasnet';
import { kraken } from './kraken';
import { onDemand } from './onDemand';
import { optimal } from './optimal';
import type { System } from './system';

export type { Provisioner, System } from './system';

/** Every system of the simulator. Adding one means adding a file and two lines here. */
export const SYSTEMS: readonly System[] = [faasnet, dadiP2p, onDemand, kraken, baseline, optimal];

/** Names of the systems that a trace can have been recorded on. A bound is none. */
export const RECORDERS: readonly string[] = SYSTEMS.map(({ name }) => name).filter((name) => name !== optimal.name);
