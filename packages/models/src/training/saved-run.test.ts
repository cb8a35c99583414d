import { NdArray, type SavedState, StateError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { readSavedRun } from './saved-run.ts';

const saved: SavedState = {
  callbacks: [{ className: 'History', state: { epoch: [0] } }],
  place: { epoch: 1, batch: 2, pass: 1, offset: 2 },
  batchesInEpoch: 3,
  shuffleSeed: 5,
  metrics: [new NdArray(Float32Array.of(1), [1])],
  logs: { loss: Number.NaN },
  stopReason: null,
};

describe('the run in a state', () => {
  test('is read as it was written', () => {
    expect(readSavedRun(saved)).toEqual(saved);
    const between = { ...saved, batchesInEpoch: null, shuffleSeed: null, metrics: null };
    expect(readSavedRun(between)).toEqual(between);
  });

  const parts = Object.keys(saved).flatMap((name) =>
    [undefined, 0.5, ['a'], { a: 'b' }].map((value) => ({ name, value })),
  );
  test.each(parts)('is refused where $name is $value', ({ name, value }) => {
    const damaged = { ...saved, [name]: value } as SavedState;
    expect(() => readSavedRun(damaged)).toThrow(StateError);
    expect(() => readSavedRun(damaged)).toThrow(`\`${name}\` is missing or damaged`);
  });

  test('is refused where a callback has no state', () => {
    const callbacks = [{ className: 'History', state: null }];
    expect(() => readSavedRun({ ...saved, callbacks })).toThrow('`callbacks` is missing');
  });
});
