import { expect, test } from 'vitest';
import { philox4x32, philoxWords, wordsToUnit } from './philox.ts';

// Known-answer vectors published with Random123 (kat_vectors, philox4x32 10 rounds).
test.each([
  {
    counter: [0, 0, 0, 0],
    key: [0, 0],
    words: ['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8'],
  },
  {
    counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    key: [0xffffffff, 0xffffffff],
    words: ['408f276d', '41c83b0e', 'a20bc7c6', '6d5451fd'],
  },
  {
    counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    key: [0xa4093822, 0x299f31d0],
    words: ['d16cfe09', '94fdcceb', '5001e420', '24126ea1'],
  },
] as const)('philox4x32 gives the published words for counter $counter', (vector) => {
  const words = philox4x32(vector.counter, vector.key).map((w) => w.toString(16).padStart(8, '0'));
  expect(words).toEqual(vector.words);
});

test('a run of words is the sequence of blocks', () => {
  const words = philoxWords(6, { seed: 2 ** 32 * 7 + 5, step: 3, stream: 9 });
  const first = philox4x32([0, 3, 9, 0], [5, 7]);
  const second = philox4x32([1, 3, 9, 0], [5, 7]);
  expect([...words]).toEqual([...first, second[0], second[1]]);
});

test('unit numbers are uniform in [0, 1)', () => {
  const unit = wordsToUnit(philoxWords(100_000, { seed: 1 }));
  const mean = unit.reduce((sum, u) => sum + u, 0) / unit.length;
  expect(Math.min(...unit.subarray(0, 1000))).toBeGreaterThanOrEqual(0);
  expect(wordsToUnit(new Uint32Array([0xffffffff]))[0]).toBeLessThan(1);
  expect(mean).toBeCloseTo(0.5, 2); // standard error 0.0009
});
