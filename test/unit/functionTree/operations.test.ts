import { describe, expect, test } from 'vitest';
import {
  createFunctionTree,
  OperationError,
  parseOperationLog,
  parseOperations,
  replay,
} from '../../../src/functionTree';

function refusal(action: () => unknown): OperationError {
  try {
    action();
  } catch (error) {
    if (error instanceof OperationError) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

describe('operations', () => {
  test('are read in order with any white space, and insertions are numbered from 0', () => {
    expect(parseOperations('\ufeffI\tI\r\n D0\n\nI ')).toEqual([
      { kind: 'insert', vm: 0 },
      { kind: 'insert', vm: 1 },
      { kind: 'delete', vm: 0 },
      { kind: 'insert', vm: 2 },
    ]);
    expect(parseOperations(' \n ')).toEqual([]);
  });

  test.each([
    ['I X', 1, 3, '"X"'],
    ['I\nI  D', 2, 4, '"D"'],
    ['I\r\nD0\rd1', 3, 1, '"d1"'],
    ['I D-1', 1, 3, '"D-1"'],
    ['I D1.5', 1, 3, '"D1.5"'],
    ['D99999999999', 1, 1, '"D99999999999"'],
    ['II', 1, 1, '"II"'],
    [`I ${'x'.repeat(500)}`, 1, 3, `"${'x'.repeat(40)}…"`],
  ])('%j is refused with the place of its first bad token', (text, line, column, found) => {
    const error = refusal(() => parseOperations(text));
    expect(error.at).toEqual({ line, column });
    expect(error.message).toBe(
      `Line ${line}, column ${column}: expected I, or D and the number of a VM (D7), found ${found}.`,
    );
  });

  test('are applied to the given tree', () => {
    expect(replay(parseOperations('I I I I I D0'), createFunctionTree(4)).toString()).toBe('4(1,2,3,-)');
  });

  test('are named by their ordinal if the tree refuses them', () => {
    expect(refusal(() => replay(parseOperations('I I D0 D0'))).message).toBe(
      'Operation 4 (delete VM 0): VM 0 is not in this function tree.',
    );
  });
});

describe('an operation log', () => {
  test('of plain text is one sequence', () => {
    expect(parseOperationLog('I I\nD0').map((operations) => replay(operations).toString())).toEqual(['1']);
    expect(parseOperationLog('')).toEqual([[]]);
  });

  test('of JSON Lines has one sequence per line', () => {
    const log = '\ufeff{"ops":"I I D0","live":1}\r\n\n{"ops":"I"}\n';
    expect(parseOperationLog(log).map((operations) => replay(operations).toString())).toEqual(['1', '0']);
  });

  test.each([
    ['{"ops":"I"}\n{"ops":', 2, 'expected a JSON object with "ops", found text that is not JSON.'],
    ['{"ops":7}', 1, 'expected a JSON object whose "ops" is a string of operations.'],
    ['{"ops":"I"}\nnull', 2, 'expected a JSON object whose "ops" is a string of operations.'],
    ['{"ops":"I"}\nI I', 2, 'expected a JSON object with "ops", found text that is not JSON.'],
  ])('%j is refused with the line at fault', (text, line, reason) => {
    expect(refusal(() => parseOperationLog(text)).message).toBe(`Line ${line}, column 1: ${reason}`);
  });

  test('names the position of a bad token in "ops"', () => {
    expect(refusal(() => parseOperationLog('{"ops":"I Q"}')).message).toBe(
      'Line 1, column 1: character 3 of "ops": expected I, or D and the number of a VM (D7), found "Q".',
    );
  });
});
