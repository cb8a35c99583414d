import type {
  Constraint,
  ConstraintName,
  Initializer,
  InitializerName,
  Regularizer,
  RegularizerName,
  WeightOptions,
} from '@myelin/core';
import { constraint, initializer, regularizer, requireBoolean } from '@myelin/core';

/** An initializer, or Keras's name of one. */
export type InitializerLike = InitializerName | Initializer;

/** A regularizer, or Keras's name of one. */
export type RegularizerLike = RegularizerName | Regularizer;

/** A constraint, or Keras's name of one. */
export type ConstraintLike = ConstraintName | Constraint;

/** How a weight starts and what training adds to it: what `weight(name, shape, ...recipe)` takes last. */
export type WeightRecipe = readonly [start: Initializer, options: WeightOptions];

type Starts<Name extends string> = Readonly<Record<`${Name}Initializer`, InitializerLike>>;
type Penalties<Name extends string> = Readonly<
  Record<`${Name}Regularizer`, RegularizerLike | null>
>;
type Bounds<Name extends string> = Readonly<Record<`${Name}Constraint`, ConstraintLike | null>>;

/** Complete options that hold those of a weight: `kernelInitializer`, `kernelRegularizer`, `kernelConstraint`. */
type RecipeConfig<Name extends string> = Starts<Name> & Penalties<Name> & Bounds<Name>;

/**
 * The recipe that the options of a layer give for one of its weights.
 *
 * @param where - Keras's name of the layer's class.
 * @param name - What the names of the options begin with: `'kernel'`.
 * @throws {@link ArgumentError} one of the options names nothing known.
 */
export function weightRecipe<Name extends string>(
  where: string,
  name: Name,
  config: RecipeConfig<Name>,
): WeightRecipe {
  // One record at a time: TypeScript looks up no computed name in an intersection.
  const starts: Starts<Name> = config;
  const penalties: Penalties<Name> = config;
  const bounds: Bounds<Name> = config;
  return [
    initializer(where, starts[`${name}Initializer`], `${name}Initializer`),
    {
      regularizer: regularizer(where, penalties[`${name}Regularizer`], `${name}Regularizer`),
      constraint: constraint(where, bounds[`${name}Constraint`], `${name}Constraint`),
    },
  ];
}

/** The recipe of a weight that the option `toggle` can leave out: then undefined, its options checked all the same. */
export function optionalRecipe<Name extends string, Toggle extends string>(
  where: string,
  name: Name,
  config: RecipeConfig<Name> & Readonly<Record<Toggle, boolean>>,
  toggle: Toggle,
): WeightRecipe | undefined {
  const recipe = weightRecipe(where, name, config);
  return requireBoolean(where, toggle, config[toggle]) ? recipe : undefined;
}
