import type { Operation } from '@myelin/program';

/** The one number that all elements of an input have, where that is known now. */
export function constantOperand({ inputs }: Operation, index: number): number | undefined {
  const origin = inputs[index]?.origin;
  if (origin?.kind !== 'constant') return undefined;
  return origin.constant.kind === 'fill' ? origin.constant.value : undefined;
}
