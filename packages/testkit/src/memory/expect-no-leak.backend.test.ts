import { dispose, ones, zeros } from '@myelin/core';
import { expect, test } from 'vitest';
import { onEachBackend } from '../on-each-backend.ts';
import { expectNoLeak } from './expect-no-leak.ts';
import { heapAfterCollection } from './heap-after-collection.ts';

onEachBackend('expectNoLeak', () => {
  test('accepts work that disposes what it makes', async () => {
    await expectNoLeak(() => dispose(zeros([3])));
  });

  test('counts what is left behind', async () => {
    const left = [ones([2])];
    await expect(expectNoLeak(() => left.push(zeros([3])))).rejects.toThrow(/tensors left behind/);
    dispose(...left);
  });
});

test.skipIf(typeof globalThis.document !== 'undefined')(
  'heapAfterCollection sees typed arrays come and go',
  async () => {
    const before = (await heapAfterCollection())!;
    let held: Float32Array | undefined = new Float32Array(2 ** 22);
    expect((await heapAfterCollection())! - before).toBeGreaterThan(2 ** 23);
    expect(held.length).toBe(2 ** 22);
    held = undefined;
    expect((await heapAfterCollection())! - before).toBeLessThan(2 ** 23);
  },
);
