import { inputNamed, operand } from '../rewriting/operands.ts';
import type { Rewrite } from '../rewriting/rewrite-program.ts';

/** `offset + (x - mean) · scale / √(variance + epsilon)`, the small factors first. */
const fusedBatchNorm: Rewrite = (operation, make) => {
  const x = inputNamed(operation, 'x') ?? operand(operation, 0);
  const mean = inputNamed(operation, 'mean');
  const variance = inputNamed(operation, 'variance');
  if (!mean || !variance) return undefined;
  const scale = inputNamed(operation, 'scale');
  const offset = inputNamed(operation, 'offset');
  const epsilon = (operation.attributes.varianceEpsilon ?? 0.001) as number;
  const inverse = make.unary('Rsqrt', make.binary('Add', variance, epsilon));
  const factor = scale ? make.binary('Multiply', inverse, scale) : inverse;
  const normalized = make.binary('Multiply', make.binary('Sub', x, mean), factor);
  return offset ? make.binary('Add', normalized, offset) : normalized;
};

export const normalizationRewrites: Readonly<Record<string, Rewrite>> = {
  FusedBatchNorm: fusedBatchNorm,
};
