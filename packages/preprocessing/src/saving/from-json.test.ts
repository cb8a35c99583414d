import { SerializationError } from '@myelin/core';
import { expect, test } from 'vitest';
import { preprocessors } from '../catalog.ts';
import { FittedStandardScaler, StandardScaler } from '../scalers/standard-scaler.ts';
import { fromJson } from './from-json.ts';
import { preprocessorCatalog } from './preprocessor-catalog.ts';

preprocessorCatalog.register(preprocessors);

const fitted = new StandardScaler().fit([
  [0.1, -0, Number.NaN],
  [0.3, 1e300, Number.NaN],
]);
const form = JSON.stringify(fitted);

test('every number comes back exactly, NaN and negative zero too', () => {
  const back = fromJson(form) as FittedStandardScaler;
  expect(back).toBeInstanceOf(FittedStandardScaler);
  expect(back.state).toEqual(fitted.state);
  expect(back.config).toEqual(fitted.config);
  expect(JSON.stringify(back)).toBe(form);
});

test.each([
  ['no JSON', '{', /the text is no JSON/],
  ['a list', '[]', /must be of something that was fitted/],
  [
    'options only',
    '{"class_name":"StandardScaler","config":{}}',
    /must be of something that was fitted/,
  ],
  [
    'an unknown class',
    form.replace('"StandardScaler"', '"StandardScalar"'),
    /did you mean `StandardScaler`/,
  ],
  [
    'a wrong option',
    form.replace('"withMean":true', '"withMean":3'),
    /the options of `StandardScaler` are damaged: .*withMean/,
  ],
  ['a shorter list', form.replace('0.2,', ''), /the form is damaged: `mean`/],
  ['a text for a number', form.replace('0.2,', '"0.2",'), /the form is damaged: `mean\.0`/],
  ['an unknown number', form.replace('"NaN"', '"Nan"'), /there is no number "Nan"/],
  ['missing state', form.replace('"state":{', '"states":{'), SerializationError],
])('refuses %s', (_, text, message) => {
  expect(text).not.toBe(form);
  expect(() => fromJson(text)).toThrow(SerializationError);
  expect(() => fromJson(text)).toThrow(message);
});
