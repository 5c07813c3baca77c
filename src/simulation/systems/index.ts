import { baseline } from './baseline';
import { dadiP2p } from './dadiP2p';
import { faasnet } from './faasnet';
import { kraken } from './kraken';
import { onDemand } from './onDemand';
import { optimal } from './optimal';
import type { System } from './system';

export type { Provisioner, System } from './system';

/** Every way of provisioning the simulator knows. One more is one more file and two more lines here. */
export const SYSTEMS: readonly System[] = [faasnet, dadiP2p, onDemand, kraken, baseline, optimal];
