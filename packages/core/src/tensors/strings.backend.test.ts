import { expectNoLeak, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { StringArray, stringsOf, tensor } from '../index.ts';

onEachBackend('Tensors of texts', () => {
  test('hold nested lists of texts', () => {
    using x = tensor([
      ['a', 'lion 한글 😀'],
      ['', 'd'],
    ]);
    expect(x.dtype).toBe('string');
    expect(x.shape).toEqual([2, 2]);
    expect(stringsOf(x).toArray()).toEqual([
      ['a', 'lion 한글 😀'],
      ['', 'd'],
    ]);
  });

  test('take another shape', () => {
    using x = tensor(new StringArray(['a', 'b', 'c'], [3]), undefined, [3, 1]);
    using y = x.reshape([1, 3]);
    expect(stringsOf(y)).toEqual(new StringArray(['a', 'b', 'c'], [1, 3]));
  });

  test('give their memory back', async () => {
    await expectNoLeak(() => tensor(['a', 'long']).dispose());
  });

  test('hold nothing but texts', () => {
    expect(() => tensor([['a'], [1]] as never)).toThrow(
      'stringArray: element [1][0] must be a text, received 1',
    );
    expect(() => tensor([['a'], ['b', 'c']])).toThrow('must be rectangular');
    expect(() => tensor(['1'], 'float32')).toThrow(
      'texts cannot become a tensor of `dtype` float32',
    );
    using numbers = tensor([1]);
    expect(() => stringsOf(numbers)).toThrow('must hold texts, received element type int32');
  });
});
