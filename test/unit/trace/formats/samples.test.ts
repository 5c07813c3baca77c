import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bytesSource, readTrace, type TraceFile } from '../../../../src/trace';

const FIXTURES = path.resolve(import.meta.dirname, '../../../fixtures/formats');

function read(text: string): Promise<TraceFile> {
  return readTrace(bytesSource([new TextEncoder().encode(text)]));
}

function sample(name: string): string {
  return readFileSync(path.join(FIXTURES, name), 'utf8');
}

/** Cold starts, warm invocations, other records by name. */
function counts({ format, account }: TraceFile) {
  const { rows, warmRows, otherRows, badRows } = account;
  const others = Object.fromEntries(otherRows.map(({ name, count }) => [name, count]));
  return { format: format.id, rows, warmRows, badRows, others };
}

const EXPECTED = {
  'alibaba-fc-request-metrics.jsonl': {
    ...{ format: 'alibaba-fc', rows: 5, warmRows: 3, badRows: 0 },
    others: { 'FCLogs record': 1 },
  },
  'openwhisk-activations.json': { format: 'openwhisk', rows: 5, warmRows: 3, badRows: 0, others: {} },
  'kubernetes-events.json': {
    ...{ format: 'kubernetes-events', rows: 6, warmRows: 2, badRows: 0 },
    others: { 'Scheduled event': 8, 'Pulling event': 6, 'Created event': 8, 'Started event': 8 },
  },
  'containerd.log': {
    ...{ format: 'containerd', rows: 8, warmRows: 0, badRows: 0 },
    others: { 'start of a pull': 8 },
  },
  'cloud-run-logs.json': {
    ...{ format: 'cloud-run', rows: 7, warmRows: 0, badRows: 0 },
    others: { 'startup probe': 7, 'start without a probe': 1 },
  },
};

describe('a sample', () => {
  it.each(Object.entries(EXPECTED))('%s gives the expected counts', async (name, expected) => {
    expect(counts(await read(sample(name)))).toEqual(expected);
  });

  it.each(Object.keys(EXPECTED))('%s gives the same with CRLF', async (name) => {
    expect(counts(await read(sample(name).replaceAll('\n', '\r\n')))).toEqual(counts(await read(sample(name))));
  });
});

describe('activations of OpenWhisk are read (trap 11)', () => {
  const activations: unknown[] = JSON.parse(sample('openwhisk-activations.json'));
  const indented = activations.map((activation) => JSON.stringify(activation, null, 4));
  const forms = {
    'from an array': JSON.stringify(activations),
    'from lines': activations.map((activation) => JSON.stringify(activation)).join('\n'),
    'back to back': indented.join(''),
    'behind a line of wsk each': indented.map((text, i) => `ok: got activation ${i}\n${text}\n`).join(''),
  };

  it.each(Object.entries(forms))('%s', async (_, text) => {
    const file = await read(text);
    expect([file.format.id, file.account.rows, file.account.warmRows]).toEqual(['openwhisk', 5, 3]);
  });
});

describe('the line of a cold start', () => {
  it.each(Object.keys(EXPECTED))('of %s is where its record begins (trap 5)', async (name) => {
    const text = sample(name);
    const lines = text.split('\n');
    const { table } = await read(text);
    const begins = { json: /^\s*\{$/, jsonl: /^\{.*ColdStart/, log: /Pulled image/ };
    const expected = begins[name.split('.')[1] as keyof typeof begins];
    expect([...table.line].map((line) => lines[line - 1])).toEqual(
      Array.from(table.line, () => expect.stringMatching(expected)),
    );
    expect([...table.line]).toEqual([...table.line].sort((a, b) => a - b));
  });
});

describe('JSON of no known format', () => {
  it('is called so, with the names of its members', async () => {
    await expect(read('[{"when": "today", "what": "secret text"}]')).rejects.toThrow(
      'The file is JSON of no format that is known. Its first record has: when, what.',
    );
    await expect(read('{"a": {"b": 1}}\n{"a": 2}\n')).rejects.toThrow('JSON of no format that is known');
  });
});
