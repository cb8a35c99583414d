import type {
  CallArguments,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Pass,
  Shape,
  Tensor,
} from '@myelin/core';
import { requireSeed, WeightlessLayer } from '@myelin/core';

/** Options of layers that disturb their input by chance. */
export interface NoiseOptions extends LayerOptions {
  /** Fixes what is drawn in which step, whatever `setRandomSeed` says. @defaultValue `null` */
  readonly seed?: number | null;
}

/** A layer that disturbs its input by chance in training, and hands it on otherwise. */
export abstract class NoiseLayer<Options extends NoiseOptions> extends WeightlessLayer<Options> {
  protected override readonly callArguments: CallArguments<object> = {};
  /** @param className - Keras's name of the class. */
  constructor(className: string, options: Options, defaults: OptionDefaults<OwnOptions<Options>>) {
    super(className, options, defaults);
    requireSeed(className, this.seed);
  }

  outputShape(input: Shape): Shape {
    return input;
  }

  protected call(x: Tensor, _weights: unknown, pass: Pass): Tensor {
    return pass.training ? this.disturb(x, pass) : x;
  }

  /** What becomes of the input in training. */
  protected abstract disturb(x: Tensor, pass: Pass): Tensor;

  protected get seed(): number | null {
    const { seed = null }: NoiseOptions = this.config;
    return seed;
  }
}
