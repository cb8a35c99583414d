import type { Layer, Pass, Shape, Tensor } from '@myelin/core';
import { tensor } from '@myelin/core';
import type { RecordedArray } from '../fixtures/fixture-array.ts';
import { fixtureArray } from '../fixtures/fixture-array.ts';
import type { LayerCase } from './layer-case.ts';

/** How recorded cases reach layers of one kind. The default handles one input, one output, and a mask. */
export interface LayerAdapter {
  /** Runs the layer. Masks of inputs and what else the call holds are read from the case. */
  forward(layer: Layer, inputs: readonly Tensor[], pass: Pass, recorded: LayerCase): Tensor[];
  /** Shapes of the outputs for shapes of the inputs. */
  outputShapes(layer: Layer, inputs: readonly Shape[], recorded: LayerCase): readonly Shape[];
  /** What the adapter cannot do with this case, named as a missing capability; undefined if it can do all. */
  missing(recorded: LayerCase): string | undefined;
}

const understood = new Set(['training', 'mask']);

/** One input, one output, and a mask. */
export const singleInput: LayerAdapter = {
  forward(layer, inputs, pass, recorded) {
    const [x] = inputs as [Tensor];
    const mask = recorded.call.mask as RecordedArray | null | undefined;
    if (mask) pass.setMask(x, tensor(fixtureArray(mask)));
    return [layer.forward(x, pass)];
  },
  outputShapes(layer, inputs) {
    return [layer.outputShape(inputs[0] ?? [])];
  },
  missing({ callStyle, call, inputs, outputs }) {
    if (callStyle !== 'single') return 'layers with several inputs';
    if (outputs.length > 1) return 'layers with several outputs';
    const unknown = Object.keys(call).find((name) => !understood.has(name) && call[name] !== false);
    if (unknown) return `call argument ${unknown}`;
    return [...inputs, ...outputs].some(({ dtype }) => dtype === 'string')
      ? 'string tensors'
      : undefined;
  },
};
