import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Budget } from '../../../src/cli/sweep/memory';
import { runs } from '../../depth';

it('keeps units that are simulated at once within the budget, a larger one alone, and ends all', async () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(amounts, fc.integer({ min: 1, max: 20 }), fc.scheduler(), async (units, most, scheduler) => {
      const budget = new Budget(most);
      const now: number[] = [];
      let mostTogether = 0;
      const all = units.map((amount) =>
        budget
          .spend(amount, async () => {
            now.push(amount);
            const sum = now.reduce((total, one) => total + one, 0);
            mostTogether = Math.max(mostTogether, now.length > 1 ? sum : 0);
            await scheduler.schedule(Promise.resolve());
            now.splice(now.indexOf(amount), 1);
            if (amount % 7 === 3) throw new Error('a unit that fails gives its memory back');
          })
          .catch(() => {}),
      );
      await scheduler.waitFor(Promise.all(all));
      expect(now).toEqual([]);
      expect(mostTogether).toBeLessThanOrEqual(most);
    }),
    { numRuns: runs(200) },
  );
});
