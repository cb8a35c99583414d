import { expectNoLeak, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import type { Tensor } from '../index.ts';
import { add, dispose, keep, memory, ones, tensor, tidy, zeros } from '../index.ts';

onEachBackend('Memory', () => {
  test('tidy keeps what it returns and disposes the rest', () => {
    const before = memory().tensors;
    let inner: Tensor | undefined;
    const y = tidy(() => {
      inner = ones([2]);
      return add(inner, 1);
    });
    expect(inner?.isDisposed).toBe(true);
    expect(y.isDisposed).toBe(false);
    expect(memory().tensors - before).toBe(1);
    y.dispose();
  });

  test('tidy keeps tensors in lists and objects', () => {
    const before = memory().tensors;
    const { list, nested } = tidy(() => ({
      list: [ones([1]), ones([1])],
      nested: { a: ones([1]) },
    }));
    expect(memory().tensors - before).toBe(3);
    dispose(...list, nested.a);
    expect(memory().tensors).toBe(before);
  });

  test('tidy disposes what was made before an error', async () => {
    await expectNoLeak(() => {
      expect(() =>
        tidy(() => {
          ones([2]);
          throw new Error('stop');
        }),
      ).toThrow('stop');
    });
  });

  test('tidies nest', async () => {
    await expectNoLeak(() => {
      const y = tidy(() => {
        const inner = tidy(() => ones([2]));
        expect(inner.isDisposed).toBe(false);
        return tidy(() => inner.mul(2));
      });
      y.dispose();
    });
  });

  test('keep exempts a tensor from all tidies around it', () => {
    const kept = tidy(() => tidy(() => [keep(ones([2]))]))[0] as Tensor;
    let other: Tensor | undefined;
    tidy(() => {
      other = keep(zeros([1]));
    });
    expect(kept.isDisposed).toBe(false);
    expect(other?.isDisposed).toBe(false);
    dispose(kept, other as Tensor);
  });

  test('using disposes at the end of the block', () => {
    let seen: Tensor;
    {
      using x = ones([3]);
      seen = x;
      expect(x.isDisposed).toBe(false);
    }
    expect(seen.isDisposed).toBe(true);
  });

  test('dispose takes tensors that are disposed already', () => {
    const x = ones([1]);
    dispose(x, x);
    dispose(x);
    expect(x.isDisposed).toBe(true);
  });

  test('memory counts tensors and bytes', () => {
    const before = memory();
    const x = tensor(new Float32Array(250));
    const after = memory();
    expect(after.tensors - before.tensors).toBe(1);
    expect(after.bytes - before.bytes).toBe(1000);
    x.dispose();
    expect(memory()).toEqual(before);
  });

  test('a disposed tensor refuses to be used', () => {
    const x = ones([1]);
    x.dispose();
    expect(() => x.dataSync()).toThrow(/disposed/);
    expect(() => x.add(1)).toThrow(/disposed/);
  });
});
