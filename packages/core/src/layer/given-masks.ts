/** The masks that a call states. */

import { describe } from '../errors/describe.ts';
import { ArgumentError } from '../errors/myelin-error.ts';
import { mapLeaves } from '../structure/structure.ts';
import type { MasksOf, Tensors } from '../structure/tensors.ts';
import { isTensor } from '../tensors/is-tensor.ts';
import { cast } from '../tensors/shaping.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { givenTensor } from './call-arguments.ts';

/**
 * Masks in the structure of the inputs, as `bool`, and undefined where none is stated: for an input of a list that is
 * null, undefined or not there.
 *
 * @throws {@link ArgumentError} they have another structure.
 */
export function givenMasks(where: string, inputs: Tensors, given: unknown): MasksOf<Tensors> {
  if (given === undefined || given === null) {
    return mapLeaves<Tensor, Tensor | undefined>(inputs, isTensor, () => undefined);
  }
  if (isTensor(inputs)) {
    const mask = givenTensor(where, 'mask', given);
    return mask.dtype === 'bool' ? mask : cast(mask, 'bool');
  }
  if (Array.isArray(inputs)) {
    const list: readonly Tensors[] = inputs;
    if (!Array.isArray(given) || given.length > list.length) {
      throw otherStructure(where, `a list of ${list.length} masks`, given, '[mask, null]');
    }
    return list.map((input, i) => givenMasks(where, input, given[i]));
  }
  const names = Object.keys(inputs);
  const isRecord = Object.getPrototypeOf(given) === Object.prototype;
  if (!isRecord || Object.keys(given).some((name) => !names.includes(name))) {
    throw otherStructure(
      where,
      `a record of masks for ${names.join(', ')}`,
      given,
      `{ ${names[0]}: mask }`,
    );
  }
  const masks = given as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [name, givenMasks(where, input, masks[name])]),
  );
}

function otherStructure(
  where: string,
  wanted: string,
  given: unknown,
  example: string,
): ArgumentError {
  return new ArgumentError({
    where,
    problem: `\`mask\` must be ${wanted}, as the inputs are, received ${describe(given)}`,
    fix: `pass for example { mask: ${example} }`,
  });
}
