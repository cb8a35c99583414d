import { ArgumentError } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import { type DownloadOptions, downloadSettings } from './download-options.ts';

const settings = (options: object) =>
  downloadSettings('mnist.load', options as DownloadOptions, ['https://example.org/mnist']);

test('fills in the defaults', () => {
  const { mirrors, attempts, stallTimeoutMs, retryDelayMs } = settings({});
  expect(mirrors).toEqual(['https://example.org/mnist/']);
  expect({ attempts, stallTimeoutMs, retryDelayMs }).toEqual({
    attempts: 3,
    stallTimeoutMs: 30_000,
    retryDelayMs: 500,
  });
});

describe('refuses, naming the option,', () => {
  test.each([
    [{ mirrors: [] }, '`mirrors`'],
    [{ mirrors: 'https://example.org' }, '`mirrors`'],
    [{ mirrors: ['file:///etc/'] }, '`mirrors`'],
    [{ mirrors: ['no address'] }, '`mirrors`'],
    [{ attempts: 0 }, '`attempts`'],
    [{ stallTimeoutMs: 0 }, '`stallTimeoutMs`'],
    [{ retryDelayMs: -1 }, '`retryDelayMs`'],
    [{ cachefolder: '.' }, 'did you mean `cacheFolder`'],
  ])('%j', (options, name) => {
    expect(() => settings(options)).toThrow(ArgumentError);
    expect(() => settings(options)).toThrow(name);
  });
});
