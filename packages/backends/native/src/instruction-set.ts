import { ArgumentError } from '@myelin/core';
import type { NativeBinding } from './binding/native-binding.ts';

/**
 * The instruction set that is wished for, by an option or by `MYELIN_ISA`, else the fastest that the processor has.
 *
 * @throws {@link ArgumentError} the processor lacks it, or there are no kernels for it.
 */
export function chooseInstructionSet(binding: NativeBinding, wish: string | undefined): string {
  const sets = binding.instructionSets();
  const [fastest] = sets;
  const wanted = wish ?? (process.env.MYELIN_ISA || fastest);
  const found = sets.find((one) => one === wanted);
  if (found !== undefined) return found;
  throw new ArgumentError({
    where: 'native',
    problem: `${wish === undefined ? '`MYELIN_ISA`' : '`instructionSet`'} asks for "${wanted}", which this processor has no kernels for`,
    fix: `use one of ${sets.join(', ')}, or leave it out`,
  });
}
