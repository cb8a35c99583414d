import { Layer, type WeightRecord } from './layer.ts';
import type { LayerOptions } from './layer-options.ts';

/** A layer without weights. */
export abstract class WeightlessLayer<Options extends LayerOptions = LayerOptions> extends Layer<
  Options,
  WeightRecord
> {
  protected build(): WeightRecord {
    return {};
  }

  protected override acceptsShape(): boolean {
    return true;
  }
}
