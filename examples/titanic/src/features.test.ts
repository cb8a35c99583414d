import { FunctionTransformer } from 'myelin';
import { expect, test } from 'vitest';
import { titleOf } from './features.ts';

test.each([
  ['Braund, Mr. Owen Harris', 'Mr'],
  ['Sagesser, Mlle. Emma', 'Miss'],
  ['Rothes, the Countess. of (Lucy Noel Martha Dyer-Edwards)', 'Rare'],
  ['Palsson, Master. Gosta Leonard', 'Master'],
  ['Nobody', 'Rare'],
  [null, 'Rare'],
])('%s has the title %s', (name, title) => {
  expect(titleOf(name)).toBe(title);
});

test('derived columns are made by a transformer that is known by its name', () => {
  const derived = new FunctionTransformer({ func: 'titanic/features' }).fitTransformTable([
    { Name: 'Astor, Mrs. John', SibSp: 1, Parch: 0, Cabin: 'C62 C64', Fare: 0 },
    { Name: 'A, Mr. B', SibSp: 0, Parch: 0, Cabin: null, Fare: null },
  ]);
  const derivedOnly = derived.drop('Name', 'SibSp', 'Parch', 'Cabin', 'Fare');
  expect(derivedOnly.toRows()).toEqual([
    { Title: 'Mrs', FamilySize: 2, IsAlone: false, Deck: 'C', LogFare: 0 },
    { Title: 'Mr', FamilySize: 1, IsAlone: true, Deck: 'none', LogFare: null },
  ]);
});
