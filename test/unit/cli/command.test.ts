import { describe, expect, it } from 'vitest';
import { type Arguments, defineCommand, type OptionSpecs } from '../../../src/cli/command';

const OPTIONS = {
  seed: { value: 'S', help: '' },
  set: { value: 'NAME=VALUE', multiple: true, help: '' },
  force: { help: '' },
} as const satisfies OptionSpecs;

describe('defineCommand', () => {
  it('gives a command its own options, each typed by its kind', () => {
    const command = defineCommand({
      name: 'a',
      summary: '',
      usage: [],
      notes: [],
      options: OPTIONS,
      async run(given) {
        given.text('seed');
        given.texts('set');
        given.flag('force');
        given.flag('json');
        // @ts-expect-error: no such option
        given.text('sede');
        // @ts-expect-error: an option with a value
        given.flag('seed');
        // @ts-expect-error: an option that may be repeated
        given.text('set');
        const readsSeed = (_: Arguments<Pick<typeof OPTIONS, 'seed'>>) => {};
        const readsTop = (_: Arguments<{ readonly top: { readonly value: 'N'; readonly help: '' } }>) => {};
        readsSeed(given);
        // @ts-expect-error: the command has no --top
        readsTop(given);
      },
    });
    expect(command.options).toBe(OPTIONS);
  });
});
