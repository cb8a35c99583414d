import type {
  CallArguments,
  LayerConfig,
  LayerOptions,
  MasksOf,
  Pass,
  Shape,
  ShapesOf,
  Structure,
  Tensor,
  Tensors,
} from '@myelin/core';
import {
  ArgumentError,
  ComposedLayer,
  describe,
  isShape,
  isTensor,
  mapLeaves,
  required,
  SerializationError,
  shapesIn,
} from '@myelin/core';

/** What a function of a {@link Lambda} is told beside its input: the `arguments` of the layer, and these. */
export interface LambdaContext {
  readonly training: boolean;
  /** Masks of the input, in its structure. */
  readonly mask: MasksOf<Tensors>;
  readonly [argument: string]: unknown;
}

export interface LambdaOptions<In extends Tensors = Tensors, Out extends Tensors = Tensors>
  extends LayerOptions {
  /** Operations on tensors. It must not read their values, and gives the same for the same input. */
  readonly function: (x: In, context: LambdaContext) => Out;
  /**
   * Shape of a result without its batch axis, or a function from whole shapes to whole shapes. @defaultValue `null`: what
   * the function makes of zeros
   */
  readonly outputShape?: Shape | ((input: ShapesOf<In>) => ShapesOf<Out>) | null;
  /** The mask of the result, or a function of input and masks. @defaultValue `null`: none */
  readonly mask?: Tensor | ((x: In, mask: MasksOf<In>) => MasksOf<Out>) | null;
  /** Further arguments of the function. @defaultValue `{}` */
  readonly arguments?: Readonly<Record<string, unknown>>;
}

/**
 * A function of tensors as a layer: `y = function(x)`.
 *
 * It has no weights, and files cannot hold it: for both write a class of your own that extends `ComposedLayer` or `Layer`.
 *
 * @shape input any
 * @shape output what the function gives
 * @throws {@link ArgumentError} `function` is no function, or another option is of a wrong kind.
 * @throws {@link SerializationError} the layer is saved.
 * @source Keras 3 `Lambda`.
 * @example
 * new Lambda({ function: (x) => mul(x, 2) }).apply([[1, 2]]).arraySync() // => [[2, 4]]
 */
export class Lambda<
  In extends Tensors = Tensor,
  Out extends Tensors = Tensor,
> extends ComposedLayer<LambdaOptions<In, Out>, In, Out> {
  readonly className: string = 'Lambda';
  protected override readonly callArguments: CallArguments<object> = {};

  constructor(options: LambdaOptions<In, Out>) {
    super('Lambda', options, { function: required, outputShape: null, mask: null, arguments: {} });
    const { function: compute, outputShape, mask, arguments: further } = this.config;
    const isFunction = (value: unknown): boolean => typeof value === 'function';
    requireKind('function', compute, isFunction(compute), 'a function of tensors');
    const isGiven = outputShape === null || isShape(outputShape) || isFunction(outputShape);
    requireKind('outputShape', outputShape, isGiven, 'a shape, a function of shapes, or null');
    const isMask = mask === null || isTensor(mask) || isFunction(mask);
    requireKind('mask', mask, isMask, 'a tensor, a function, or null');
    const isRecord = Object.getPrototypeOf(further ?? 0) === Object.prototype;
    requireKind('arguments', further, isRecord, 'an object');
  }

  override outputShape(input: ShapesOf<In>): ShapesOf<Out> {
    const { outputShape: given } = this.config as LayerConfig<LambdaOptions<In, Out>>;
    if (given === null) return super.outputShape(input);
    if (typeof given === 'function') return given(input);
    const [first = []] = shapesIn(input as Structure<Shape>);
    return [first[0] ?? null, ...given] as unknown as ShapesOf<Out>;
  }

  /** A file would have to hold the code of the function. */
  toKeras(): never {
    throw new SerializationError({
      where: `Lambda "${this.name}"`,
      problem:
        'a file cannot hold the function of a Lambda layer: it would be code that loading executes',
      fix: 'write a class that extends ComposedLayer, and register it with layerCatalog.register({ MyLayer })',
    });
  }

  protected call(x: In, _weights: object, pass: Pass): Out {
    const mask = mapLeaves<Tensor, Tensor | undefined>(x, isTensor, (leaf) => pass.maskOf(leaf));
    const { training } = pass;
    return this.config.function(x, { ...this.config.arguments, training, mask });
  }

  protected override computeMask(x: In, masks: MasksOf<In>): MasksOf<Out> {
    const { mask } = this.config as LayerConfig<LambdaOptions<In, Out>>;
    const made = typeof mask === 'function' ? mask(x, masks) : (mask ?? undefined);
    return made as MasksOf<Out>;
  }

  protected override get castsInput(): boolean {
    return false;
  }

  protected override acceptsShape(): boolean {
    return true;
  }
}

function requireKind(option: string, value: unknown, isRight: boolean, kind: string): void {
  if (isRight) return;
  throw new ArgumentError({
    where: 'Lambda',
    problem: `\`${option}\` must be ${kind}, received ${describe(value)}`,
    fix: 'write new Lambda({ function: (x) => mul(x, 2) })',
  });
}
