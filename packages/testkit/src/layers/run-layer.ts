import { type AnyLayer, type Pass, type Tensor, tensorsIn, tidy } from '@myelin/core';
import { type LayerArguments, type TensorArguments, tensorArguments } from './layer-arguments.ts';

/** The results of a layer in a pass, flattened. */
export function forwardAll(
  layer: AnyLayer,
  { input, call }: TensorArguments,
  pass: Pass,
): Tensor[] {
  return tensorsIn(layer.forward(input, pass, call));
}

/** What `apply` gives, flattened: tensors that the caller disposes. */
export function applyToArrays(layer: AnyLayer, given: LayerArguments, training = false): Tensor[] {
  return tidy(() => {
    const { input, call } = tensorArguments(given);
    return tensorsIn(layer.apply(input, { ...call, training }));
  });
}
