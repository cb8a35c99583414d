import type { Shape } from '../shapes/shape.ts';
import type { Structure } from '../structure/structure.ts';
import type { ShapesOf, Tensors } from '../structure/tensors.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { isLayer, Layer } from './layer.ts';
import type { LayerOptions } from './layer-options.ts';
import type { AnyLayer, WeightMaker, WeightRecord } from './layer-types.ts';
import { buildByRunning, shapeByRunning } from './run-on-zeros.ts';
import { layersIn } from './sublayers-of.ts';

/**
 * A layer made of layers: keep them in properties, or in lists or records in properties, and call them in `call`.
 *
 * Weights, shapes and names follow from running `call` once on zeros. Override `build` for weights of its own besides, and
 * `outputShape` if that run would be costly.
 *
 * @example
 * class Block extends ComposedLayer {
 *   readonly className: string = 'Block';
 *   readonly wide = new Dense({ units: 8, activation: 'relu' });
 *   readonly back = new Dense({ units: 4 });
 *   constructor(options: LayerOptions = {}) {
 *     super('Block', options, {});
 *   }
 *   protected call(x: Tensor, _weights: object, pass: Pass): Tensor {
 *     return add(x, this.back.forward(this.wide.forward(x, pass), pass));
 *   }
 * }
 */
export abstract class ComposedLayer<
  Options extends LayerOptions = LayerOptions,
  In extends Tensors = Tensor,
  Out extends Tensors = Tensor,
  Call extends object = object,
  Weights extends object = WeightRecord,
> extends Layer<Options, Weights, In, Out, Call> {
  override get sublayers(): readonly AnyLayer[] {
    return layersIn(this, isLayer);
  }

  outputShape(input: ShapesOf<In>, call: Call = {} as Call): ShapesOf<Out> {
    return shapeByRunning(this.asAny, input as Structure<Shape>, call) as ShapesOf<Out>;
  }

  protected build(_input: ShapesOf<In>, _weight: WeightMaker): Weights {
    return {} as Weights;
  }

  /** It is the run on zeros that shows what cannot be taken. */
  protected override checkInput(_input: ShapesOf<In>): void {}

  protected override buildInside(input: ShapesOf<In>): void {
    buildByRunning(this.asAny, input as Structure<Shape>);
  }
}
