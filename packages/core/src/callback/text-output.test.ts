import { afterEach, expect, test, vi } from 'vitest';
import { standardOutput } from './text-output.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('writes to the standard output of the process, whose width it asks for each time', () => {
  const written: string[] = [];
  const stdout = { write: (text: string) => written.push(text), isTTY: true, columns: 40 };
  vi.stubGlobal('process', { stdout });
  const output = standardOutput();
  output.write('a');
  expect(written).toEqual(['a']);
  expect([output.isTerminal, output.columns]).toEqual([true, 40]);
  stdout.columns = 60;
  expect(output.columns).toBe(60);
});

test('a redirected output is no terminal', () => {
  vi.stubGlobal('process', { stdout: { write: () => true } });
  expect([standardOutput().isTerminal, standardOutput().columns]).toEqual([false, 80]);
});

test('writes whole lines to the console where there is no process', () => {
  vi.stubGlobal('process', undefined);
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const output = standardOutput();
  output.write('one ');
  expect(log).not.toHaveBeenCalled();
  output.write('line\nand');
  expect(log.mock.calls).toEqual([['one line']]);
  expect(output.isTerminal).toBe(false);
});
