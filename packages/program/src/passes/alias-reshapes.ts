import type { Program } from '../ir/program.ts';
import { sameShape } from './rewriting/broadcast.ts';
import { operand, resultOf } from './rewriting/operands.ts';
import type { Rewrite } from './rewriting/rewrite-program.ts';
import { byKernel, rewriteProgram } from './rewriting/rewrite-program.ts';

/** A reshape names the memory itself, not another name of it. */
const reshape: Rewrite = (operation, make) => {
  const x = operand(operation, 0);
  const { shape } = resultOf(operation);
  if (sameShape(x.shape, shape)) return x;
  const inner = make.madeBy('Reshape', x);
  return inner ? make.reshape(operand(inner, 0), shape) : undefined;
};

const rename: Rewrite = (operation) => {
  const x = operand(operation, 0);
  return x.dtype === resultOf(operation).dtype ? x : undefined;
};

const rewrites = byKernel({ Reshape: reshape, Identity: rename, Cast: rename });

/** Names for what has a name already vanish: `Identity`, casts and reshapes that change nothing, reshapes of reshapes. */
export function aliasReshapes(program: Program): Program {
  return rewriteProgram(program, rewrites);
}
