import { describe, expect, it } from 'vitest';
import { bytesSource, MAX_NAME_LENGTH, readTrace } from '../../../src/trace';

/** Whether a file of one row with this name has the name, or a bad row. */
async function isRead(field: string): Promise<boolean> {
  const text = `__time__,functionName,latency\n1,f,1\n1,${field},1\n`;
  const { table, account } = await readTrace(bytesSource([new TextEncoder().encode(text)]));
  expect(account.badRows).toBe(2 - table.rowCount);
  return table.rowCount === 2;
}

describe.each([
  ['plain', (name: string) => name],
  ['quoted', (name: string) => `"${name}"`],
])('a %s name', (_, field) => {
  it.each(['x', 'é', '函'])('of the most characters is read: %s', async (character) => {
    expect(await isRead(field(character.repeat(MAX_NAME_LENGTH)))).toBe(true);
  });

  it.each(['x', 'é', '函'])('of more characters makes a bad row: %s', async (character) => {
    expect(await isRead(field(character.repeat(MAX_NAME_LENGTH + 1)))).toBe(false);
  });
});
