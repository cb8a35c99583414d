/** The options that all layers share, and how they become a layer's config. */

import { requireBoolean, requireOneOf, requireWholeNumber } from '../errors/checks.ts';
import { describe } from '../errors/describe.ts';
import { ArgumentError } from '../errors/myelin-error.ts';
import type { SymbolicDataType } from '../graph/symbolic-tensor.ts';
import type { OptionDefaults, Resolved } from '../options/options.ts';
import { requireOptions, resolveOptions } from '../options/options.ts';
import type { Shape } from '../shapes/shape.ts';
import { automaticName } from './layer-name.ts';

/** Options that every layer takes. */
export interface LayerOptions {
  /** Unique within a model. @defaultValue Keras's automatic name: `dense`, `dense_1`, … */
  readonly name?: string;
  /** False freezes the weights. @defaultValue `true` */
  readonly trainable?: boolean;
  /** Element type: `'float32'` but for layers that say otherwise. @defaultValue `'float32'` */
  readonly dtype?: SymbolicDataType;
  /** Shape of one sample, for the first layer of a model: `[28, 28]`. The batch axis is not part of it. */
  readonly inputShape?: Shape;
  /** Short for `inputShape: [inputDim]`. */
  readonly inputDim?: number;
}

/** A layer's own options without those that all layers share. */
export type OwnOptions<Options> = Omit<Options, keyof LayerOptions>;

/** Complete options of a layer; the shape of its input only where it was given. */
export type LayerConfig<Options> = Resolved<OwnOptions<Options>> &
  LayerOptions & { readonly name: string; readonly trainable: boolean };

/**
 * A layer's complete options.
 *
 * @param dtypes - What `dtype` may be, the default first.
 * @throws {@link ArgumentError} an option is unknown, missing or outside its domain.
 */
export function resolveLayerOptions<Options extends LayerOptions>(
  className: string,
  options: Options,
  defaults: OptionDefaults<OwnOptions<Options>>,
  dtypes: readonly SymbolicDataType[] = ['float32'],
): LayerConfig<Options> {
  requireOptions(className, options);
  const { name, trainable = true, dtype = dtypes[0], inputShape, inputDim, ...rest } = options;
  const own = resolveOptions<OwnOptions<Options>>(className, rest as OwnOptions<Options>, defaults);
  // Keras's files may hold null for either.
  const size = inputDim ?? null;
  const dim = size === null ? null : [requireWholeNumber(className, 'inputDim', size, { min: 1 })];
  const shape = inputShape ?? dim;
  return {
    ...own,
    name: requireName(className, name ?? automaticName(className)),
    trainable: requireBoolean(className, 'trainable', trainable),
    dtype: requireOneOf(className, 'dtype', dtype, dtypes),
    ...(shape !== null && { inputShape: requireInputShape(className, shape) }),
  };
}

function requireName(where: string, name: unknown): string {
  if (typeof name === 'string' && name !== '' && !name.includes('/')) return name;
  throw new ArgumentError({
    where,
    problem: `\`name\` must be a string without "/", received ${describe(name)}`,
    fix: "pass for example { name: 'hidden' }",
  });
}

function requireInputShape(where: string, shape: unknown): Shape {
  const valid =
    Array.isArray(shape) && shape.every((n) => n === null || (Number.isInteger(n) && n >= 1));
  if (valid) return shape as Shape;
  throw new ArgumentError({
    where,
    problem: `\`inputShape\` must be a list of sizes of at least 1 (null where unknown), received ${describe(shape)}`,
    fix: 'pass the shape of one sample, for example [28, 28]',
  });
}
