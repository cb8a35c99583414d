import { native } from '@myelin/backend-native';
import { expect, test } from 'vitest';
import { backendsHere } from './on-each-backend.ts';

const { available } = await native.available();

// The one place that tells of the tests which are not run on the native backend.
test.skipIf(!available)('tests run on the native backend, needs the native engine', () => {
  expect(backendsHere.map(({ name }) => name)).toEqual(['cpu', 'native']);
});
