import { expect, test } from 'vitest';
import { Pace } from './pace.ts';

test('a span begins with one batch and doubles until it takes 25 milliseconds', () => {
  const pace = new Pace();
  const spans: number[] = [];
  // Two milliseconds a batch: twelve of them fit into 25.
  for (let i = 0; i < 6; i++) {
    spans.push(pace.batches);
    pace.learn(pace.batches, 2 * pace.batches);
  }
  expect(spans).toEqual([1, 2, 4, 8, 12, 12]);
});

test('a span shrinks at once where batches take longer than thought', () => {
  const pace = new Pace();
  for (let i = 0; i < 6; i++) pace.learn(pace.batches, 0.01);
  expect(pace.batches).toBe(64);
  pace.learn(64, 6400);
  expect(pace.batches).toBe(1);
});

test('batches that take no measurable time do not make a span endless', () => {
  const pace = new Pace();
  for (let i = 0; i < 100; i++) pace.learn(1, 0);
  expect(pace.batches).toBe(2 ** 20);
});
