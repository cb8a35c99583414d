import { expectClose, expectNoLeak, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { L2, NonNeg, Ones, ShapeError, StateError, tensor, Weight, Zeros } from '../index.ts';

onEachBackend('Weight', () => {
  test('has a path, a name and its first value', () => {
    const weight = new Weight('model/dense/kernel', [2, 1], new Ones());
    expect(weight).toMatchObject({ name: 'kernel', path: 'model/dense/kernel', size: 2 });
    expect(weight).toMatchObject({ trainable: true, learnable: true, dtype: 'float32' });
    expectClose(weight.value, [[1], [1]]);
    weight.dispose();
  });

  test('may start with numbers, which are copied', () => {
    const numbers = Float32Array.of(3, 4);
    const weight = new Weight('state', [2], numbers, { trainable: false });
    numbers[0] = 7;
    expectClose(weight.value, [3, 4]);
    weight.dispose();
  });

  test('keeps its options', () => {
    const regularizer = new L2();
    const constraint = new NonNeg();
    const options = { trainable: false, regularizer, constraint, dtype: 'int32' } as const;
    const weight = new Weight('count', [], new Zeros(), options);
    expect(weight).toMatchObject({ learnable: false, regularizer, constraint });
    expect(weight.value.dtype).toBe('int32');
    weight.dispose();
  });

  test('assign copies, in its own element type', () => {
    const weight = new Weight('w', [2], new Ones());
    using x = tensor([3, 4], 'float32');
    weight.assign(x);
    expect(weight.value).not.toBe(x);
    expectClose(weight.value, [3, 4]);
    weight.assign([5, 6]);
    expect(weight.value.dtype).toBe('float32');
    expectClose(weight.value, [5, 6]);
    weight.dispose();
  });

  test('neither assigning nor disposing leaves anything behind', async () => {
    await expectNoLeak(() => {
      const weight = new Weight('w', [2], new Ones());
      weight.assign([5, 6]);
      weight.adopt(tensor([1, 2], 'float32'));
      weight.adopt(weight.value);
      weight.dispose();
      weight.dispose();
    });
  });

  test('refuses values of another shape, and use after disposal', async () => {
    const weight = new Weight('dense/w', [2], new Ones());
    await expectNoLeak(() => expect(() => weight.assign([1])).toThrow(ShapeError));
    expect(() => weight.assign([1])).toThrow('dense/w: the weight has shape [2], received [1]');
    weight.dispose();
    expect(() => weight.value).toThrow(StateError);
    expect(() => weight.value).toThrow('dense/w: the weight was disposed');
  });

  test('refuses sizes that no memory holds before it asks for any', async () => {
    const make = (shape: number[]) => new Weight('embedding/embeddings', shape, new Ones());
    await expectNoLeak(() => {
      expect(() => make([1e12, 8])).toThrow(ShapeError);
      expect(() => make([2 ** 15, 2 ** 15, 2])).toThrow(
        'embedding/embeddings: a weight has at most 1073741824 elements, received shape [32768, 32768, 2]',
      );
    });
  });
});
