import { expect, test } from 'vitest';
import { orAborted, sleep } from './abort.ts';

test('a promise that settles first decides', async () => {
  const { signal } = new AbortController();
  expect(await orAborted(Promise.resolve(3), signal)).toBe(3);
  await expect(orAborted(Promise.reject(new Error('own')), signal)).rejects.toThrow('own');
  expect(await orAborted(Promise.resolve(3), undefined)).toBe(3);
});

test('a signal that fires first decides', async () => {
  const controller = new AbortController();
  const waiting = orAborted(new Promise(() => undefined), controller.signal);
  controller.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  await expect(sleep(60_000, controller.signal)).rejects.toThrow('enough');
});
