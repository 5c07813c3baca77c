import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatsSchema, rememberedTables, withTable } from '../../../src/host/tableSettings';
import { guessTable, mappingOf, sniffTable } from '../../../src/trace';

const HOME_MADE = readFileSync('test/fixtures/tables/home-made-semicolon.csv', 'utf8');

/** As it is written by hand: what is left out has a default. */
const WRITTEN = {
  header: ['when', 'app', 'ms'],
  mapping: {
    time: { column: 'when', as: 'iso' },
    function: { parts: [{ column: 'app' }] },
    latency: { column: 'ms', unit: 'ms' },
  },
};

describe('the setting faasnet.formats', () => {
  it('fills in what is left out', () => {
    expect(rememberedTables([WRITTEN])).toEqual([
      {
        header: WRITTEN.header,
        mapping: {
          ...WRITTEN.mapping,
          time: { column: 'when', as: 'iso', zone: 0, relative: false },
          delimiter: ',',
          decimalComma: false,
          skipLines: 0,
          header: true,
          extras: [],
        },
      },
    ]);
  });

  it('gives back what was chosen on the page', () => {
    const table = sniffTable(HOME_MADE)!;
    const { assumptions: _, ...mapping } = mappingOf(guessTable(table).choices, table.names).mapping!;
    const chosen = { header: table.names, mapping };
    expect(rememberedTables(withTable([], chosen))).toEqual([chosen]);
  });

  it('keeps other entries, even invalid ones, and replaces that of the same header', () => {
    const [table] = rememberedTables([WRITTEN]);
    const latency = { column: 'ms', unit: 's' } as const;
    const value = withTable([{ note: 'mine' }, WRITTEN], { ...table, mapping: { ...table.mapping, latency } });
    expect(value).toHaveLength(2);
    expect(value[0]).toEqual({ note: 'mine' });
    expect(rememberedTables(value)).toMatchObject([{ mapping: { latency } }]);
  });

  it.each([
    ['no list', { header: ['a'] }],
    ['no mapping', [{ header: ['a'] }]],
    ['an unknown unit', [{ ...WRITTEN, mapping: { ...WRITTEN.mapping, latency: { column: 'ms', unit: 'min' } } }]],
    ['an unknown name', [{ ...WRITTEN, mapping: { ...WRITTEN.mapping, latencies: 1 } }]],
    ['a function of nothing', [{ ...WRITTEN, mapping: { ...WRITTEN.mapping, function: {} } }]],
    ['null', null],
  ])('ignores %s', (_, value) => {
    expect(rememberedTables(value)).toEqual([]);
  });

  it('has in the manifest the schema that `npm run settings` writes', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(manifest.contributes.configuration.properties).toMatchObject(formatsSchema());
  });
});
