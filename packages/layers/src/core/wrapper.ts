import type {
  AnyLayer,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  ShapesOf,
  Tensor,
  Tensors,
  WeightRecord,
} from '@myelin/core';
import { Layer } from '@myelin/core';
import { requireLayer } from './require-layer.ts';

export interface WrapperOptions extends LayerOptions {
  /** The layer inside. */
  readonly layer: AnyLayer;
}

/**
 * The base of layers around one other layer, which is built for their input.
 *
 * @throws {@link ArgumentError} `layer` is no layer.
 * @source Keras 3 `Wrapper`.
 */
export abstract class Wrapper<
  Options extends WrapperOptions = WrapperOptions,
  In extends Tensors = Tensor,
  Out extends Tensors = Tensor,
  Call extends object = object,
> extends Layer<Options, WeightRecord, In, Out, Call> {
  /** The layer inside. */
  readonly layer: AnyLayer;

  constructor(className: string, options: Options, defaults: OptionDefaults<OwnOptions<Options>>) {
    super(className, options, defaults);
    this.layer = requireLayer(className, 'layer', (this.config as WrapperOptions).layer);
  }

  override get sublayers(): readonly AnyLayer[] {
    return [this.layer];
  }

  protected build(input: ShapesOf<In>): WeightRecord {
    this.layer.buildFor(input as ShapesOf<Tensors>);
    return {};
  }
}
