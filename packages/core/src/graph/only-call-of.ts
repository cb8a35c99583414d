import { StateError } from '../errors/myelin-error.ts';
import type { AnyLayer } from '../layer/layer-types.ts';
import type { LayerCall } from './layer-call.ts';

/**
 * The one call of a layer that was called on symbolic tensors once.
 *
 * @param what - What of the call is wanted: `output`.
 * @throws {@link StateError} it was called never, or more than once.
 */
export function onlyCallOf({ name, calls }: AnyLayer, what: string): LayerCall {
  const [call, ...others] = calls;
  if (call && others.length === 0) return call;
  throw new StateError({
    where: `${name}.${what}`,
    problem: call
      ? `the layer is shared: it was called ${calls.length} times, and each call has its own ${what}`
      : 'the layer was called on no symbolic tensor',
    fix: call
      ? 'keep what `apply` returns, and use that'
      : 'call it on an Input first: layer.apply(new Input({ shape }))',
  });
}
