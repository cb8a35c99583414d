import { describe, expect, test } from 'vitest';
import { inWords, onlyLostItsPage, outcomeOf, saysPageIsLost, sum } from './outcome.mjs';

const none = { passed: 0, failed: 0, skipped: 0, lostPages: 0 };

describe('a lost page', () => {
  const closed = Object.assign(new Error('Browser connection was closed while running tests.'), {
    code: 'VITEST_BROWSER_CONNECTION_CLOSED',
  });

  test('is known by the error itself, or by what caused it', () => {
    expect(saysPageIsLost(closed)).toBe(true);
    expect(saysPageIsLost(new Error('Failed to run the test', { cause: closed }))).toBe(true);
  });

  test.each([
    new Error('Browser connection was closed while running tests.'),
    new Error('Failed to run the test', { cause: new Error('the heartbeat stopped') }),
    { code: 'ECONNRESET' },
    'VITEST_BROWSER_CONNECTION_CLOSED',
    null,
    undefined,
  ])('is not seen in %s', (error) => {
    expect(saysPageIsLost(error)).toBe(false);
  });
});

describe('a part runs once more', () => {
  test('if its page was lost and nothing else failed', () => {
    expect(onlyLostItsPage({ ...none, passed: 812, failed: 1, lostPages: 1 })).toBe(true);
  });

  test.each([
    ['all passed', { ...none, passed: 812 }],
    ['a test failed', { ...none, passed: 811, failed: 1 }],
    ['a test failed before the page was lost', { ...none, failed: 2, lostPages: 1 }],
    ['it ended without counts', outcomeOf(undefined, 1)],
  ])('but not if %s', (_, outcome) => {
    expect(onlyLostItsPage(outcome)).toBe(false);
  });
});

describe('a process of vitest', () => {
  const counts = { passed: 3, failed: 2, skipped: 1, lostPages: 1 };

  test('comes to the counts that it handed over', () => {
    expect(outcomeOf(counts, 1)).toEqual(counts);
    expect(outcomeOf({ ...none, passed: 3 }, 0)).toEqual({ ...none, passed: 3 });
  });

  test.each([0, 1, null])('comes to a failure if it ended with %s and without counts', (status) => {
    expect(outcomeOf(undefined, status)).toEqual({ ...none, failed: 1 });
  });

  test.each([1, 134, null])('comes to a failure if it ended with %s and counted none', (status) => {
    expect(outcomeOf({ ...none, passed: 3 }, status)).toEqual({ ...none, passed: 3, failed: 1 });
  });
});

test('the counts of all parts are added up', () => {
  expect(
    sum([
      { passed: 1, failed: 2, skipped: 3, lostPages: 0 },
      { passed: 10, failed: 20, skipped: 30, lostPages: 1 },
    ]),
  ).toEqual({ passed: 11, failed: 22, skipped: 33, lostPages: 1 });
});

test('the closing line names what was skipped only if something was', () => {
  expect(inWords({ ...none, passed: 12 })).toBe('12 passed, 0 failed');
  expect(inWords({ ...none, passed: 12, failed: 1, skipped: 4 })).toBe(
    '12 passed, 1 failed, 4 skipped',
  );
});
