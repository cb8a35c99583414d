import { afterEach, expect, test, vi } from 'vitest';
import { progressLine } from './progress-line.ts';

afterEach(() => vi.restoreAllMocks());

const write = () => vi.spyOn(process.stderr, 'write').mockReturnValue(true);
const progress = { file: 'a.gz', url: '', receivedBytes: 4_560_000, totalBytes: 9_912_422 };

test('a terminal shows one line that is wiped in the end', () => {
  vi.spyOn(process, 'stderr', 'get').mockReturnValue({
    isTTY: true,
    write: process.stderr.write,
  } as typeof process.stderr);
  const written = write();
  const line = progressLine();
  line?.show(progress);
  line?.show(progress); // at once again: not painted
  line?.clear();
  expect(written.mock.calls.map(([text]) => text)).toEqual([
    '\ra.gz  46% of 9.9 MB\x1b[K',
    '\r\x1b[K',
  ]);
});

test('there is no line where stderr is not a terminal', () => {
  vi.spyOn(process, 'stderr', 'get').mockReturnValue({ isTTY: false } as typeof process.stderr);
  expect(progressLine()).toBeUndefined();
});
