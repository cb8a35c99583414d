import { type AnyLayer, deserialize, StateError, serialize } from '@myelin/core';
import { Model } from './model.ts';
import { requireModel } from './require-model.ts';

/**
 * A model of the same architecture with weights of its own, which begin as those of any new model.
 *
 * @throws {@link ArgumentError} it is no model.
 * @throws {@link StateError} it is a subclass that computes in `call`, which only its author can make anew.
 * @source Keras 3 `clone_model`.
 * @example
 * const copy = cloneModel(model);
 * copy.setWeights(model.getWeights());
 */
export function cloneModel<M extends AnyLayer>(model: M): M {
  const any: AnyLayer = requireModel('cloneModel', model);
  const isMade = any instanceof Model && (any.graph !== undefined || 'add' in any);
  if (!isMade) {
    throw new StateError({
      where: 'cloneModel',
      problem: `model "${any.name}" is a ${any.className} that computes in \`call\`, which cannot be copied from outside`,
      fix: `make a new one: new ${any.className}()`,
    });
  }
  return deserialize(serialize(any), 'layer') as unknown as M;
}
