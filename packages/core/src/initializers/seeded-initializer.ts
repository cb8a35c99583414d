import type { OptionDefaults, Resolved } from '../options/options.ts';
import { resolveOptions } from '../options/options.ts';
import { RandomSource } from '../random/random-source.ts';
import { seedOr } from '../random/seed.ts';
import type { KnownShape } from '../shapes/shape.ts';
import { shapeSize } from '../shapes/shape.ts';
import { tensor } from '../tensors/creation.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { Initializer } from './initializer.ts';

export interface SeedOptions {
  /** Whole number from 0; null draws one when the object is made. @defaultValue `null` */
  readonly seed?: number | null;
}

/** An initializer that draws its values at random, the same ones each time it is asked. */
export abstract class SeededInitializer<
  Options extends SeedOptions = SeedOptions,
> extends Initializer {
  readonly config: Resolved<Options>;
  readonly #seed: number;

  constructor(className: string, options: Options, defaults: OptionDefaults<Options>) {
    super();
    this.config = resolveOptions(className, options, defaults);
    this.#seed = seedOr(className, this.config.seed as number | null);
  }

  /** A generator at its beginning. */
  protected random(): RandomSource {
    return new RandomSource(this.#seed);
  }

  /** A tensor of numbers drawn one after the other. */
  protected fill(shape: KnownShape, draw: (random: RandomSource) => number): Tensor {
    const random = this.random();
    const values = new Float32Array(shapeSize(shape));
    for (let i = 0; i < values.length; i++) values[i] = draw(random);
    return tensor(values, 'float32', shape);
  }
}
