import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCsv } from 'myelin';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectedMinutes, leastError, types, writeRides } from './taxi-rides.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taxi-rides-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a ride in the rush hour takes longer, and in rain', () => {
  const ride = { distance: 6000, hour: 3, weekday: 0, rain: 0 };
  // 3 minutes and 6,000 meters at 600 a minute, with hardly a jam at 3 o'clock.
  expect(expectedMinutes(ride)).toBeCloseTo(13, 1);
  expect(expectedMinutes({ ...ride, hour: 8 })).toBeCloseTo(25, 1);
  expect(expectedMinutes({ ...ride, rain: 2 })).toBeCloseTo(3 + 10 / 0.8, 1);
});

test('the file holds as many rides as were told, and chance is what it is said to be', async () => {
  const path = join(folder, 'rides.csv');
  const rows = await writeRides(path, 200_000, new AbortController().signal);
  const rides = await readCsv(path, { types });
  expect(rides.length).toBe(rows);
  let sum = 0;
  for (const ride of rides.dropMissing().rows())
    sum += Math.abs(ride.minutes - expectedMinutes(ride));
  expect(sum / rows).toBeCloseTo(leastError, 1);
});

test('writing stops when it is told to', async () => {
  const writing = writeRides(join(folder, 'never.csv'), 1e12, AbortSignal.timeout(50));
  await expect(writing).rejects.toThrow(/timeout/);
});
