import type { Program } from '../ir/program.ts';
import { activationIdentities } from './algebra/activation-identities.ts';
import { arithmeticIdentities } from './algebra/arithmetic-identities.ts';
import { broadcastIdentities } from './algebra/broadcast-identities.ts';
import { choiceIdentities } from './algebra/choice-identities.ts';
import { layoutIdentities } from './algebra/layout-identities.ts';
import { operandOrder } from './algebra/operand-order.ts';
import { reductionIdentities } from './algebra/reduction-identities.ts';
import { reshapeIdentities } from './algebra/reshape-identities.ts';
import { firstOf, rewriteProgram } from './rewriting/rewrite-program.ts';

/** The same results by fewer and cheaper operations, by rules that each look at an operation and its operands. */
export function simplifyAlgebra(program: Program): Program {
  const rules = firstOf(
    operandOrder,
    broadcastIdentities,
    arithmeticIdentities,
    choiceIdentities,
    activationIdentities(),
    reductionIdentities(program),
    layoutIdentities,
    reshapeIdentities,
  );
  return rewriteProgram(program, rules);
}
