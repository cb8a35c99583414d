import { memory } from '@myelin/core';
import { expect } from 'vitest';

/** Fails if `work` leaves more tensors, or fewer, than were there before it. */
export async function expectNoLeak(work: () => unknown): Promise<void> {
  const before = memory();
  await work();
  const after = memory();
  expect(after.tensors - before.tensors, 'tensors left behind').toBe(0);
  expect(after.bytes - before.bytes, 'bytes left behind').toBe(0);
}
