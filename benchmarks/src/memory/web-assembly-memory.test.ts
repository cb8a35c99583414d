import { expect, test } from 'vitest';
import { countWebAssemblyMemory } from './web-assembly-memory.ts';

test('memories made later are counted, and again after they grow', () => {
  const bytes = countWebAssemblyMemory();
  expect(bytes()).toBe(0);
  const memory = new WebAssembly.Memory({ initial: 2 });
  const shared = new WebAssembly.Memory({ initial: 1, maximum: 4, shared: true });
  expect(bytes()).toBe(3 * 65_536);
  shared.grow(2);
  expect(bytes()).toBe(5 * 65_536);
  expect(memory.buffer.byteLength).toBe(2 * 65_536);
});
