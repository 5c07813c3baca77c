import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TakenPlaces } from '../../../src/functionTree/takenPlaces';
import { runs } from '../../depth';

/** Numbers of places around those at which a level of words is added. */
const full = fc.constantFrom<number>(0, 1, 30, 31, 32, 33, 1022, 1023, 1024, 1025, 32_767, 32_768, 32_770);
/** Takes the first free place, takes a place again, or frees one: anywhere, or near either end. */
const take = fc.constant(null);
const strike = fc.record({
  again: fc.boolean(),
  fromEnd: fc.boolean(),
  share: fc.oneof(fc.double({ min: 0, max: 0.99, noNaN: true }), fc.double({ min: 0, max: 0.01, noNaN: true })),
});

test('the set agrees with a naive one on its first free place and its members', () => {
  fc.assert(
    fc.property(full, fc.array(fc.oneof(take, strike), { maxLength: 120 }), (filled, steps) => {
      const places = new TakenPlaces();
      /** By place that has ever been taken: whether it is taken now. */
      const taken: boolean[] = [];
      const set = (place: number, now: boolean) => {
        if (now) places.take(place);
        else places.free(place);
        taken[place] = now;
      };
      for (let place = 0; place < filled; place++) set(place, true);
      for (const step of steps) {
        if (step === null || taken.length === 0) {
          set(places.firstFree, true);
        } else {
          const distance = Math.floor(step.share * taken.length);
          set(step.fromEnd ? taken.length - 1 - distance : distance, step.again);
        }
        const free = taken.indexOf(false);
        expect(places.firstFree).toBe(free === -1 ? taken.length : free);
      }
      const all = Array.from({ length: 2 * taken.length + 64 }, (_, place) => place);
      expect(all.filter((place) => places.has(place) !== (taken[place] === true))).toEqual([]);
    }),
    { numRuns: runs(200) },
  );
});
