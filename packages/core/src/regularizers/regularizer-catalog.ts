import { describe } from '../errors/describe.ts';
import { ArgumentError } from '../errors/myelin-error.ts';
import { Catalog } from '../options/catalog.ts';
import { L1 } from './l1.ts';
import { L1L2 } from './l1l2.ts';
import { L2 } from './l2.ts';
import { OrthogonalRegularizer } from './orthogonal-regularizer.ts';
import { Regularizer } from './regularizer.ts';

const classes = {
  l1: L1,
  L1,
  l2: L2,
  L2,
  l1l2: L1L2,
  L1L2,
  orthogonal_regularizer: OrthogonalRegularizer,
  OrthogonalRegularizer,
} as const;

/** Keras's names of regularizers. */
export type RegularizerName = keyof typeof classes;

export type RegularizerClass = new () => Regularizer;

/** Regularizers known by name. */
export const regularizerCatalog: Catalog<RegularizerClass> = new Catalog<RegularizerClass>(
  'regularizer',
  classes,
);

/**
 * The regularizer that a name or an object stands for; null for none.
 *
 * @param option - The option that holds it, as messages name it.
 * @throws {@link ArgumentError} the name is unknown, or it is neither.
 */
export function regularizer(
  where: string,
  identifier: RegularizerName | Regularizer | null | undefined,
  option = 'regularizer',
): Regularizer | null {
  if (identifier === null || identifier === undefined) return null;
  if (identifier instanceof Regularizer) return identifier;
  if (typeof identifier === 'string') return new (regularizerCatalog.find(where, identifier))();
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be the name of a regularizer, a Regularizer or null, received ${describe(identifier)}`,
    fix: "pass for example 'l2' or new L2({ l2: 0.001 })",
  });
}
