import { describe, expect, test } from 'vitest';
import { type NamePattern, rowsInRange } from './layer-range.ts';

const rows = ['flatten', 'dense', 'dropout', 'dense_1'].map((name) => ({ name }));
const names = (from: NamePattern, to: NamePattern): string[] =>
  rowsInRange(rows, [from, to]).map(({ name }) => name);

describe('rowsInRange', () => {
  test('takes both ends, the first match of one and the last of the other', () => {
    expect(names('dense', 'dropout')).toEqual(['dense', 'dropout']);
    expect(names('dense', 'dense')).toEqual(['dense', 'dropout', 'dense_1']);
  });

  test('takes regular expressions, as text or as such, that match the beginning of a name', () => {
    expect(names('f.*', 'dense$')).toEqual(['flatten', 'dense']);
    expect(names(/D/i, /drop/g)).toEqual(['dense', 'dropout']);
    expect(() => names('ense', 'dropout')).toThrow(/received ense and dropout/);
  });

  test('takes ends in the wrong order the other way round', () => {
    expect(names('dropout', 'flatten')).toEqual(['flatten', 'dense', 'dropout']);
  });

  test('says which names there are', () => {
    expect(() => names('conv', 'dense')).toThrow(
      'summary: `layerRange` must match names of layers, received conv and dense.\n' +
        '  Fix: use two of flatten, dense, dropout, dense_1.',
    );
    expect(() => names('(', 'dense')).toThrow(/must be two names or regular expressions/);
  });
});
