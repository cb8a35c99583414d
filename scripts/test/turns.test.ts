import { beforeEach, expect, test } from 'vitest';
import { takingTurns } from './turns.mjs';

let heard = '';
let begin: ReturnType<typeof takingTurns>;

beforeEach(() => {
  heard = '';
  begin = takingTurns((text) => {
    heard += text;
  });
});

test('whoever speaks first is heard at once', () => {
  const first = begin();
  first.say('a');
  expect(heard).toBe('a');
});

test('others are heard when those before them have ended, from their beginning', () => {
  const [first, second, third] = [begin(), begin(), begin()];
  second.say('c');
  third.say('e');
  third.end();
  first.say('a');
  second.say('d');
  expect(heard).toBe('a');
  first.say('b');
  first.end();
  expect(heard).toBe('abcd');
  second.end();
  expect(heard).toBe('abcde');
});

test('after a silence the next one is heard at once', () => {
  begin().end();
  begin().say('a');
  expect(heard).toBe('a');
});
