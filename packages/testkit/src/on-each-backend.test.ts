import { native } from '@myelin/backend-native';
import { expect, test } from 'vitest';
import { backendsHere } from './on-each-backend.ts';

const availability = await native.available();
const { available } = availability;

// The one place that tells of the tests which are not run on the native backend, and why.
const title = available ? 'tests run on the native backend' : `native: ${availability.reason}`;
test.skipIf(!available)(title, () => {
  expect(backendsHere.map(({ name }) => name)).toEqual(['cpu', 'native']);
});
