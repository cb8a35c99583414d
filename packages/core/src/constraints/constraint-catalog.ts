import { describe } from '../errors/describe.ts';
import { ArgumentError } from '../errors/myelin-error.ts';
import { Catalog } from '../options/catalog.ts';
import { Constraint } from './constraint.ts';
import { MaxNorm } from './max-norm.ts';
import { MinMaxNorm } from './min-max-norm.ts';
import { NonNeg } from './non-neg.ts';
import { UnitNorm } from './unit-norm.ts';

const classes = {
  max_norm: MaxNorm,
  MaxNorm,
  min_max_norm: MinMaxNorm,
  MinMaxNorm,
  non_neg: NonNeg,
  NonNeg,
  unit_norm: UnitNorm,
  UnitNorm,
} as const;

/** Keras's names of constraints. */
export type ConstraintName = keyof typeof classes;

export type ConstraintClass = new () => Constraint;

/** Constraints known by name. */
export const constraintCatalog: Catalog<ConstraintClass> = new Catalog<ConstraintClass>(
  'constraint',
  classes,
);

/**
 * The constraint that a name or an object stands for; null for none.
 *
 * @param option - The option that holds it, as messages name it.
 * @throws {@link ArgumentError} the name is unknown, or it is neither.
 */
export function constraint(
  where: string,
  identifier: ConstraintName | Constraint | null | undefined,
  option = 'constraint',
): Constraint | null {
  if (identifier === null || identifier === undefined) return null;
  if (identifier instanceof Constraint) return identifier;
  if (typeof identifier === 'string') return new (constraintCatalog.find(where, identifier))();
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be the name of a constraint, a Constraint or null, received ${describe(identifier)}`,
    fix: "pass for example 'non_neg' or new MaxNorm({ maxValue: 3 })",
  });
}
