import type { Tensors } from '../structure/tensors.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { CallArguments } from './call-arguments.ts';
import { Layer } from './layer.ts';
import type { LayerOptions } from './layer-options.ts';
import type { WeightRecord } from './layer-types.ts';

/** A layer without weights, whose calls take nothing beside the input. */
export abstract class WeightlessLayer<
  Options extends LayerOptions = LayerOptions,
  In extends Tensors = Tensor,
  Out extends Tensors = Tensor,
> extends Layer<Options, WeightRecord, In, Out> {
  protected override readonly callArguments: CallArguments<object> = {};

  protected build(): WeightRecord {
    return {};
  }

  protected override acceptsShape(): boolean {
    return true;
  }
}
