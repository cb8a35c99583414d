import { ArgumentError } from '@myelin/core';
import { afterEach, expect, test, vi } from 'vitest';
import type { NativeBinding } from './binding/native-binding.ts';
import { chooseInstructionSet } from './instruction-set.ts';

const binding = { instructionSets: () => ['avx2', 'portable'] } as NativeBinding;

afterEach(() => {
  vi.unstubAllEnvs();
});

test('the fastest instruction set is taken, unless MYELIN_ISA or an option names another one', () => {
  vi.stubEnv('MYELIN_ISA', '');
  expect(chooseInstructionSet(binding, undefined)).toBe('avx2');
  vi.stubEnv('MYELIN_ISA', 'portable');
  expect(chooseInstructionSet(binding, undefined)).toBe('portable');
  expect(chooseInstructionSet(binding, 'avx2')).toBe('avx2');
});

test('one that the processor lacks is refused, naming those that it has', () => {
  vi.stubEnv('MYELIN_ISA', 'avx512');
  expect(() => chooseInstructionSet(binding, undefined)).toThrow(
    /`MYELIN_ISA` asks for "avx512".*\n.*use one of avx2, portable/,
  );
  expect(() => chooseInstructionSet(binding, 'neon')).toThrow(ArgumentError);
  expect(() => chooseInstructionSet(binding, 'neon')).toThrow(/`instructionSet` asks for "neon"/);
});
