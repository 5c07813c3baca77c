import type { ChartContent } from '../charts/chartContent';
import type { Theme } from '../theme';
import { factsOf } from './describe';
import { Painter } from './draw/painter';
import { paletteOf } from './draw/palette';
import { NOWHERE } from './model/codes';
import { vmName } from './model/eventList';
import { vmsInOrder } from './neighbours';
import { Watching } from './watching';

/** Height by width. */
const ASPECT = { single: 0.8, double: 0.56 };

/** The picture as it is saved: all of it, at the clock's time, with the critical path. */
export function pictureOf(watching: Watching, topName: string): ChartContent {
  return {
    aspect: ASPECT,
    draw: (context, { width, height }, theme: Theme) => {
      const still = new Watching(watching.timeline, watching.playback.time);
      still.marks.path = watching.marks.path;
      still.layout.resize({ width, height });
      still.camera.resize({ width, height });
      still.scene.settle();
      new Painter(still.scene, topName).paint(context, paletteOf(theme), width, height, still.marks, null);
    },
    table: () => ({
      columns: [
        { title: 'vm' },
        { title: 'state' },
        { title: 'shareOfBlocks' },
        { title: 'level' },
        { title: 'upstream' },
        { title: 'downstreamVms' },
      ],
      rows: vmsInOrder(watching).map((vm) => {
        const { state, level, upstream, downstream } = factsOf(watching, vm);
        return [
          watching.timeline.vms[vm],
          state.split(',')[0],
          watching.playback.share[vm],
          level === null ? null : Number(level.replace('level ', '')),
          upstream === NOWHERE ? null : vmName(watching.playback, upstream),
          downstream,
        ];
      }),
    }),
  };
}
