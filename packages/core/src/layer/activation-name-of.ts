import { activationCatalog } from '../activations/activation-catalog.ts';
import type { ActivationFunction } from '../activations/activation-function.ts';
import type { AnyLayer } from './layer-types.ts';

/** Name of the activation function that a layer was given, as in Keras; undefined if it has none, or one without a name. */
export function activationNameOf({ config }: AnyLayer): string | undefined {
  const { activation } = config as { readonly activation?: unknown };
  if (typeof activation === 'string') return activation;
  if (typeof activation !== 'function') return undefined;
  return (
    activationCatalog.nameOf(activation as ActivationFunction) ?? (activation.name || undefined)
  );
}
