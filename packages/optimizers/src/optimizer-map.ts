import type { OptimizedWeight, Resolved, Serializable } from '@myelin/core';
import {
  ArgumentError,
  describe,
  Optimizer,
  required,
  requireOptions,
  resolveOptions,
} from '@myelin/core';

export interface OptimizerMapOptions {
  /** The optimizer of weights that no key names. */
  readonly defaultOptimizer: Optimizer;
  /**
   * Optimizers by paths of weights, or by regular expressions that fit whole paths: `{ 'encoder/.*': new Adam() }`.
   *
   * @defaultValue `{}`
   */
  readonly optimizerMap?: Readonly<Record<string, Optimizer>>;
}

/**
 * Which optimizer updates which weight, by the paths of weights.
 *
 * A key that is the path itself comes first. All others are regular expressions that must fit the path as a whole:
 * `dense` fits no weight, `dense/.*` fits all of a layer `dense` that stands alone. The path of a weight is
 * `weight.path`; as in Keras, the name of the `Sequential` around a layer comes first, `'sequential/dense/kernel'`, so
 * that `.*dense/.*` fits wherever the layer is, and `sequential/.*` the whole model.
 *
 * @throws {@link ArgumentError} a value is no optimizer, or a key is no regular expression.
 * @source Keras 3 `OptimizerMap`, to which keys may be added later; here all are given at once.
 * @example
 * const map = new OptimizerMap({ defaultOptimizer: new SGD(), optimizerMap: { '.*bias': new Adam() } });
 * map.optimizerOf({ path: 'dense/bias' }).className // => 'Adam'
 */
export class OptimizerMap implements Serializable {
  readonly className = 'OptimizerMap';
  readonly module = 'keras.optimizers';
  readonly config: Resolved<OptimizerMapOptions>;
  readonly #patterns: readonly (readonly [key: string, pattern: RegExp])[];

  constructor(options: OptimizerMapOptions) {
    const where = 'OptimizerMap';
    const { defaultOptimizer, optimizerMap } = resolveOptions<OptimizerMapOptions>(where, options, {
      defaultOptimizer: required,
      optimizerMap: {},
    });
    requireOptimizer('defaultOptimizer', defaultOptimizer);
    requireOptions(`${where}: \`optimizerMap\``, optimizerMap);
    this.#patterns = Object.entries(optimizerMap).map(([key, optimizer]) => {
      requireOptimizer(`optimizerMap['${key}']`, optimizer);
      return [key, wholePattern(key)];
    });
    this.config = { defaultOptimizer, optimizerMap: { ...optimizerMap } };
  }

  /** Each optimizer once: those of the keys in their order, then the default. */
  get optimizers(): readonly Optimizer[] {
    const { defaultOptimizer, optimizerMap } = this.config;
    return [...new Set([...Object.values(optimizerMap), defaultOptimizer])];
  }

  /**
   * The optimizer that updates a weight.
   *
   * @throws {@link ArgumentError} several keys fit the path, and none is the path itself.
   */
  optimizerOf({ path }: Pick<OptimizedWeight, 'path'>): Optimizer {
    const { defaultOptimizer, optimizerMap } = this.config;
    if (Object.hasOwn(optimizerMap, path)) return optimizerMap[path] as Optimizer;
    const fitting = this.#patterns.flatMap(([key, pattern]) => (pattern.test(path) ? [key] : []));
    const [first, second] = fitting;
    if (first === undefined) return defaultOptimizer;
    if (second === undefined) return optimizerMap[first] as Optimizer;
    throw new ArgumentError({
      where: 'OptimizerMap',
      problem: `\`optimizerMap\` names several optimizers for weight \`${path}\`: the keys ${describe(fitting)} fit it`,
      fix: `make the keys exclude each other, or add '${path}' as a key, which comes before patterns`,
    });
  }
}

function requireOptimizer(option: string, value: unknown): void {
  if (value instanceof Optimizer) return;
  throw new ArgumentError({
    where: 'OptimizerMap',
    problem: `\`${option}\` must be an optimizer, received ${describe(value)}`,
    fix: "pass for example { defaultOptimizer: new SGD(), optimizerMap: { 'encoder/.*': new Adam() } }",
  });
}

/** The pattern of a key, which fits nothing but whole paths. */
function wholePattern(key: string): RegExp {
  try {
    // On its own first: `a)|(b` is one only between the parentheses.
    new RegExp(key);
    return new RegExp(`^(?:${key})$`);
  } catch (cause) {
    throw new ArgumentError({
      where: 'OptimizerMap',
      problem: `\`optimizerMap\` must have regular expressions as keys, received ${describe(key)}`,
      fix: "use a key such as 'encoder/.*', with \\ before characters that mean something in a pattern",
      cause,
    });
  }
}
