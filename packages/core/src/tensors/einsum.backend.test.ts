import { einsum, ndArray, tensor } from '@myelin/core';
import { expectClose, expectGradients, onEachBackend, randomArray } from '@myelin/testkit';
import { expect, test } from 'vitest';

/** The sum as its definition says: over all values of all letters. */
function byDefinition(equation: string, operands: readonly ReturnType<typeof randomArray>[]) {
  const [left = '', right = ''] = equation.split('->');
  const terms = left.split(',');
  const letters = [...new Set(left.replaceAll(',', ''))];
  const size = (letter: string): number =>
    Math.max(...terms.map((term, i) => operands[i]?.shape[term.indexOf(letter)] ?? 1));
  const shape = [...right].map(size);
  const y = new Float32Array(shape.reduce((a, b) => a * b, 1));
  const visit = (values: ReadonlyMap<string, number>, rest: readonly string[]): void => {
    const [letter, ...others] = rest;
    if (letter !== undefined) {
      for (let i = 0; i < size(letter); i++) visit(new Map([...values, [letter, i]]), others);
      return;
    }
    const at = (term: string, sizes: readonly number[]): number =>
      [...term].reduce((offset, l, axis) => {
        const n = sizes[axis] ?? 1;
        return offset * n + (n === 1 ? 0 : (values.get(l) ?? 0));
      }, 0);
    const product = terms.reduce(
      (total, term, i) => total * (operands[i]?.data[at(term, operands[i]?.shape ?? [])] ?? 0),
      1,
    );
    y[at(right, shape)] = (y[at(right, shape)] ?? 0) + product;
  };
  visit(new Map(), letters);
  return ndArray(y).reshape(shape);
}

onEachBackend('einsum', () => {
  test.each([
    ['ij,jk->ik', [2, 3], [3, 4]],
    ['ij,kj->ki', [2, 3], [4, 3]],
    ['ji,jk->ik', [3, 2], [3, 4]],
    ['abc,cde->abde', [2, 3, 4], [4, 2, 3]],
    ['abcd,cde->abe', [2, 3, 4, 2], [4, 2, 3]],
    ['aecd,abcd->acbe', [2, 3, 2, 4], [2, 5, 2, 4]],
    ['acbe,aecd->abcd', [2, 3, 2, 4], [2, 4, 3, 5]],
    ['bquh,bkuh->buqk', [2, 3, 2, 4], [2, 5, 2, 4]],
    ['ij,j->i', [2, 3], [3]],
    ['i,i->', [4], [4]],
    ['i,j->ji', [2], [3]],
    ['ij,ij->ij', [2, 3], [2, 3]],
    ['ij,jk->k', [2, 3], [3, 4]],
    ['ij->ji', [2, 3]],
    ['ijk->k', [2, 3, 4]],
    ['ij,jk,kl->il', [2, 3], [3, 4], [4, 2]],
    ['ij,jk->ik', [2, 1], [3, 4]],
    ['bij,bjk->bik', [1, 2, 3], [4, 3, 2]],
  ])('computes and differentiates %s', (equation, ...shapes) => {
    const operands = shapes.map((shape, i) => randomArray(shape as number[], i + 1));
    using y = einsum(equation, ...operands);
    expectClose(y, byDefinition(equation, operands));
    const variables = operands.map((at, i) => ({ name: `operand ${i}`, at }));
    expectGradients((...given) => einsum(equation, ...given), variables);
  });

  test('reads an ellipsis as all axes that are left, aligned with their ends', () => {
    using a = tensor([1, 2, 3, 4], 'float32', [2, 1, 2]);
    using b = tensor([1, 10], 'float32', [2]);
    using y = einsum('...i,i->...', a, b);
    expectClose(y, [[21], [43]]);
    using stretched = einsum('...i,...i->...', a, b);
    expectClose(stretched, [[21], [43]]);
    using whole = einsum('...,...->...', a, b);
    expectClose(whole, [[[1, 20]], [[3, 40]]]);
  });

  test('gives a tensor of its own where there is nothing to do', () => {
    using x = tensor([[1, 2]]);
    einsum('ij->ij', x).dispose();
    expectClose(x, [[1, 2]]);
  });

  test('lets letters that occur once come out where no result is named', () => {
    using y = einsum('ba', [
      [1, 2],
      [3, 4],
    ]);
    expectClose(y, [
      [1, 3],
      [2, 4],
    ]);
    using product = einsum('ij,jk', [[1, 2]], [[3], [4]]);
    expectClose(product, [[11]]);
  });

  test.each([
    ['ii->i', [[[1]]], '`equation` "ii->i" cannot be read: i occurs twice in "ii"'],
    ['i->j', [[1]], 'the result has an axis j that no operand has'],
    ['i+j', [[1]], 'holds something else than letters'],
    ['ij', [[1]], 'does not fit: "ij" does not fit an operand of shape [1]'],
    ['i,j->ij', [[1]], 'it is about 2 operands, received 1'],
    [
      'i,i->',
      [
        [1, 2],
        [1, 2, 3],
      ],
      'axis i of "i,i->" has sizes 2 and 3',
    ],
    ['i->j->k', [[1]], 'there is more than one ->'],
  ])('refuses %s', (equation, operands, message) => {
    expect(() => einsum(equation, ...(operands as number[][]))).toThrow(message);
  });
});
