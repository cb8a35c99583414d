import type { OptionDefaults, OwnOptions } from '@myelin/core';
import type { RandomImageOptions } from './random-image-layer.ts';
import { RandomImageLayer } from './random-image-layer.ts';
import type { ValueRange } from './value-range.ts';
import { byteRange, requireValueRange } from './value-range.ts';

export interface RandomColorOptions extends RandomImageOptions {
  /** Values of black and of white. @defaultValue `[0, 255]` */
  readonly valueRange?: ValueRange;
}

export const randomColorDefaults: OptionDefaults<OwnOptions<RandomColorOptions>> = {
  valueRange: byteRange,
  dataFormat: 'channels_last',
  seed: null,
};

/** A layer that changes colors at random in training, and leaves the shape of images as it is. */
export abstract class RandomColorLayer<
  Options extends RandomColorOptions = RandomColorOptions,
  Transformation extends object = object,
> extends RandomImageLayer<Options, Transformation> {
  protected readonly valueRange: ValueRange;

  constructor(className: string, options: Options, defaults: OptionDefaults<OwnOptions<Options>>) {
    super(className, options, defaults);
    const { valueRange } = this.config as unknown as Required<RandomColorOptions>;
    this.valueRange = requireValueRange(className, valueRange);
  }

  protected override get keepsPlaces(): boolean {
    return true;
  }
}
