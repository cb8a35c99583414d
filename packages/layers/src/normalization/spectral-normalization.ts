import type {
  CallArguments,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Pass,
  Shape,
  SymbolicDataType,
  Tensor,
  Weight,
  WeightMaker,
} from '@myelin/core';
import {
  ArgumentError,
  any,
  customGradient,
  div,
  Layer,
  notEqual,
  required,
  requireWholeNumber,
  stopGradient,
  TruncatedNormal,
  where,
} from '@myelin/core';
import { requireLayer } from '../core/require-layer.ts';
import { largestSingularValue } from './largest-singular-value.ts';

export interface SpectralNormalizationOptions extends LayerOptions {
  /** The layer whose `kernel` or `embeddings` are normalized. */
  readonly layer: Layer;
  /**
   * How often the estimate of the norm is improved in each step of training. Whole number from 1 to 1000.
   *
   * @defaultValue `1`
   */
  readonly powerIterations?: number;
}

export type SpectralNormalizationWeights = { readonly vectorU: Weight };

/** Every iteration is a step of its own in a program; the norm is found long before. */
const MOST_ITERATIONS = 1000;

const defaults: OptionDefaults<OwnOptions<SpectralNormalizationOptions>> = {
  layer: required,
  powerIterations: 1,
};

/**
 * Keeps the kernel of a layer at norm 1: in training it is replaced by `kernel / σ`, where `σ`, its largest singular
 * value, is estimated by power iteration. Otherwise the layer is applied as it is.
 *
 * The derivative is that by the replaced kernel, from which the optimizer goes on, as in Keras.
 *
 * @shape input, output: those of the layer
 * @weights the kernel, vector_u `[1, last axis of the kernel]`, then the other weights of the layer
 * @throws {@link ArgumentError} `powerIterations` is out of its domain, or `layer` has neither kernel nor embeddings.
 * @source Miyato et al. 2018; defaults as Keras 3 `SpectralNormalization`.
 * @example
 * new SpectralNormalization({ layer: new Dense({ units: 3 }) }).outputShape([null, 4]) // => [null, 3]
 */
export class SpectralNormalization extends Layer<
  SpectralNormalizationOptions,
  SpectralNormalizationWeights
> {
  readonly className: string = 'SpectralNormalization';
  protected override readonly callArguments: CallArguments<object> = {};
  #builtLayer = false;

  constructor(options: SpectralNormalizationOptions) {
    super('SpectralNormalization', options, defaults);
    requireLayer('SpectralNormalization', 'layer', this.config.layer);
    const { powerIterations } = this.config;
    requireWholeNumber('SpectralNormalization', 'powerIterations', powerIterations, {
      min: 1,
      max: MOST_ITERATIONS,
    });
  }

  /** Each call in training changes the kernel for the calls after it. */
  override get mixesSamples(): boolean {
    return true;
  }

  override get sublayers(): readonly Layer[] {
    return [this.config.layer];
  }

  override get weights(): readonly Weight[] {
    return this.isBuilt ? [...new Set([this.#kernel, ...super.weights])] : super.weights;
  }

  outputShape(input: Shape): Shape {
    return this.config.layer.outputShape(input);
  }

  override outputTypes(inputs: readonly SymbolicDataType[]): readonly SymbolicDataType[] {
    return this.config.layer.outputTypes(inputs);
  }

  protected build(input: Shape, weight: WeightMaker): SpectralNormalizationWeights {
    const { layer } = this.config;
    this.#builtLayer = !layer.isBuilt;
    layer.buildFor(input);
    const columns = this.#kernel.shape.at(-1) ?? 1;
    const start = new TruncatedNormal({ stddev: 0.02 });
    return { vectorU: weight('vector_u', [1, columns], start, { trainable: false }) };
  }

  protected call(x: Tensor, { vectorU }: { readonly vectorU: Tensor }, pass: Pass): Tensor {
    if (pass.training) this.#normalizeKernel(vectorU, pass);
    return this.config.layer.forward(x, pass);
  }

  /** A layer that was built before it came here is not disposed with this one. */
  protected override owns(): boolean {
    return this.#builtLayer;
  }

  protected override acceptsShape(): boolean {
    // The layer inside checks it.
    return true;
  }

  protected override get castsInput(): boolean {
    return false;
  }

  /** A kernel of zeros, which has no direction, stays as it is. */
  #normalizeKernel(vectorU: Tensor, pass: Pass): void {
    const weight = this.#kernel;
    const kernel = pass.read(weight);
    const fixed = stopGradient(kernel);
    const { sigma, u } = largestSingularValue(fixed, vectorU, this.config.powerIterations);
    const isThere = any(notEqual(fixed, 0));
    const normalized = customGradient(
      [kernel],
      ([value]) => ({ value: where(isThere, div(value, sigma), value), saved: {} }),
      (dy) => [dy],
    );
    pass.update(weight, normalized);
    pass.update(this.ownWeights.vectorU, where(isThere, u, vectorU));
  }

  get #kernel(): Weight {
    const { layer } = this.config;
    const inside = new Set(layer.sublayers.flatMap(({ weights }) => weights));
    const own = layer.weights.filter((weight) => !inside.has(weight));
    const found = own.find(({ name }) => name === 'kernel' || name === 'embeddings');
    if (found) return found;
    throw new ArgumentError({
      where: 'SpectralNormalization',
      problem: `\`layer\` must have a kernel or embeddings, received the layer "${layer.name}" with ${own.map(({ name }) => name).join(', ') || 'no weights'}`,
      fix: 'pass a layer such as Dense, Conv2D or Embedding',
    });
  }
}
