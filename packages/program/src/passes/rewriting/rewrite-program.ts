import { CaptureError } from '../../capture/capture-error.ts';
import type { Operation, Program, Value } from '../../ir/program.ts';
import { sameShape } from './broadcast.ts';
import { OperationMaker } from './operation-maker.ts';

/**
 * Looks at one operation, whose inputs are already those of the new program.
 *
 * @returns what takes the place of its outputs, or undefined to leave it as it is.
 */
export type Rewrite = (
  operation: Operation,
  make: OperationMaker,
) => Value | readonly Value[] | undefined;

/** Goes through a program once, from first to last. The same object comes back where no rule applied. */
export function rewriteProgram(program: Program, rewrite: Rewrite): Program {
  const make = new OperationMaker();
  const replaced = new Map<Value, Value>();
  const now = (value: Value): Value => replaced.get(value) ?? value;

  for (const before of program.operations) {
    const operation = before.inputs.some((input) => replaced.has(input))
      ? { ...before, inputs: before.inputs.map(now) }
      : before;
    make.enter(operation.scope);
    const result = rewrite(operation, make);
    if (result === undefined) {
      make.keep(operation);
      continue;
    }
    const values = Array.isArray(result) ? (result as readonly Value[]) : [result as Value];
    for (const [i, output] of operation.outputs.entries()) {
      const value = values[i];
      if (!value || value === output) continue;
      requireSameForm(operation, output, value);
      replaced.set(output, value);
    }
  }

  if (replaced.size === 0 && !make.hasReplaced) return program;
  return {
    ...program,
    operations: make.operations,
    outputs: program.outputs.map((output) => ({ ...output, value: now(output.value) })),
  };
}

/** A rule that changes the form of a result is a mistake of ours: better no program than a wrong one. */
function requireSameForm({ kernel, scope }: Operation, before: Value, after: Value): void {
  if (sameShape(before.shape, after.shape) && before.dtype === after.dtype) return;
  throw new CaptureError({
    where: 'optimize',
    problem: `a rule for ${kernel} turned ${before.dtype}[${before.shape}] into ${after.dtype}[${after.shape}]`,
    fix: 'please report it, with the model; the step runs operation by operation',
    kernel,
    scope,
  });
}

/** The first of several rules that applies. */
export const firstOf =
  (...rules: readonly Rewrite[]): Rewrite =>
  (operation, make) => {
    for (const rule of rules) {
      const result = rule(operation, make);
      if (result !== undefined) return result;
    }
    return undefined;
  };

/** A rule for each kernel that has one. */
export const byKernel =
  (rules: Readonly<Record<string, Rewrite>>): Rewrite =>
  (operation, make) =>
    Object.hasOwn(rules, operation.kernel) ? rules[operation.kernel]?.(operation, make) : undefined;
