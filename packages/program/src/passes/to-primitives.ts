import type { Program } from '../ir/program.ts';
import { activationRewrites } from './primitives/activation-rewrites.ts';
import { arithmeticRewrites } from './primitives/arithmetic-rewrites.ts';
import { contractionRewrites } from './primitives/contraction-rewrites.ts';
import { creationRewrites } from './primitives/creation-rewrites.ts';
import { normalizationRewrites } from './primitives/normalization-rewrites.ts';
import { reductionRewrites } from './primitives/reduction-rewrites.ts';
import { shapingRewrites } from './primitives/shaping-rewrites.ts';
import { byKernel, rewriteProgram } from './rewriting/rewrite-program.ts';

const rewrites = byKernel({
  ...activationRewrites,
  ...arithmeticRewrites,
  ...contractionRewrites,
  ...creationRewrites,
  ...normalizationRewrites,
  ...reductionRewrites,
  ...shapingRewrites,
});

/** The program in the kernels of `primitives.ts`. What has no equal there stays as it is. */
export function toPrimitives(program: Program): Program {
  return rewriteProgram(program, rewrites);
}
