import { describe } from '../errors/describe.ts';
import { ArgumentError, StateError } from '../errors/myelin-error.ts';
import { isTensor } from '../tensors/is-tensor.ts';

/** A class has a `call`. @throws {@link StateError} */
export function requireCall(where: string, call: unknown): void {
  if (typeof call === 'function') return;
  throw new StateError({
    where,
    problem: `the class computes nothing: its \`call\` must be a function, received ${describe(call)}`,
    fix: 'give the class a method call(x, weights, pass) that returns tensors',
  });
}

/**
 * What a layer's `call` gave is a tensor, or lists or records of tensors.
 *
 * @throws {@link ArgumentError} it holds something else, or nothing.
 */
export function requireTensors(where: string, result: unknown): void {
  const stranger = strangersIn(result).next();
  if (stranger.done) return;
  const isPromise = stranger.value instanceof Promise;
  throw new ArgumentError({
    where,
    problem: `\`call\` must give a tensor, or a list or record of tensors, received ${isTensor(stranger.value) ? 'a tensor that was disposed' : describe(stranger.value)}`,
    fix: isPromise
      ? 'make `call` a plain function: what layers compute is there at once'
      : 'return what operations on tensors give, for example mul(x, 2)',
  });
}

function* strangersIn(value: unknown): Generator<unknown, void> {
  if (isTensor(value) && !value.isDisposed) return;
  const isRecord = Object.getPrototypeOf(value ?? 0) === Object.prototype;
  const items: readonly unknown[] = Array.isArray(value)
    ? value
    : isRecord
      ? Object.values(value as object)
      : [];
  if (items.length === 0) yield value;
  for (const item of items) yield* strangersIn(item);
}
