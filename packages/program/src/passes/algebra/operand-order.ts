import { fillOf } from '../rewriting/constants.ts';
import { operand } from '../rewriting/operands.ts';
import type { Rewrite } from '../rewriting/rewrite-program.ts';

/** What a kernel is called when its operands change places. */
const turned: Readonly<Record<string, string>> = {
  Add: 'Add',
  Multiply: 'Multiply',
  Maximum: 'Maximum',
  Minimum: 'Minimum',
  Equal: 'Equal',
  NotEqual: 'NotEqual',
  LogicalAnd: 'LogicalAnd',
  LogicalOr: 'LogicalOr',
  Less: 'Greater',
  LessEqual: 'GreaterEqual',
  Greater: 'Less',
  GreaterEqual: 'LessEqual',
};

/** Constants stand on the right, so that other rules look for them there only. */
export const operandOrder: Rewrite = ({ kernel, ...operation }, make) => {
  const other = Object.hasOwn(turned, kernel) ? turned[kernel] : undefined;
  if (!other) return undefined;
  const a = operand({ kernel, ...operation }, 0);
  const b = operand({ kernel, ...operation }, 1);
  if (fillOf(a) === undefined || fillOf(b) !== undefined) return undefined;
  return make.binary(other, b, a);
};
