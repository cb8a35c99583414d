import { expect, test } from 'vitest';
import { attentionEquations, projectionEquation } from './attention-equations.ts';

test('writes projections as Keras does', () => {
  expect(projectionEquation(2, 1, 2)).toEqual({ equation: 'abc,cde->abde', biasAxes: 'de' });
  expect(projectionEquation(2, 2, 1)).toEqual({ equation: 'abcd,cde->abe', biasAxes: 'e' });
});

test('sums over the features of heads, for any axes', () => {
  expect(attentionEquations(4, [1])).toEqual({
    scores: 'abcd,aecd->acbe',
    means: 'acbe,aecd->abcd',
  });
  expect(attentionEquations(5, [2])).toEqual({
    scores: 'abcde,abfde->abdcf',
    means: 'abdcf,abfde->abcde',
  });
  expect(attentionEquations(5, [1, 2])).toEqual({
    scores: 'abcde,afgde->adbcfg',
    means: 'adbcfg,afgde->abcde',
  });
});
