import type { Tensors } from '../structure/tensors.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { Layer } from './layer.ts';
import type { LayerOptions } from './layer-options.ts';
import type { WeightRecord } from './layer-types.ts';

/** A layer without weights. */
export abstract class WeightlessLayer<
  Options extends LayerOptions = LayerOptions,
  In extends Tensors = Tensor,
  Out extends Tensors = Tensor,
  Call extends object = object,
> extends Layer<Options, WeightRecord, In, Out, Call> {
  protected build(): WeightRecord {
    return {};
  }

  protected override acceptsShape(): boolean {
    return true;
  }
}
