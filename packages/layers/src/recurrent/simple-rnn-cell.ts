import type { LayerOptions, Tensor } from '@myelin/core';
import { add } from '@myelin/core';
import type { DropoutMasks } from './cell-dropout.ts';
import type { UnitOptions } from './gate-options.ts';
import type { CellValues, Stepper } from './vector-cell.ts';
import { gateProducts, unitDefaults, VectorCell } from './vector-cell.ts';

export interface SimpleRNNCellOptions extends LayerOptions, UnitOptions {}

/**
 * One step of {@link SimpleRNN}: `h' = activation(x · kernel + h · recurrentKernel + bias)`.
 *
 * @shape input `[batch, features]`, and the call option `states`: `[h]`, `[batch, units]`
 * @shape output the list `[h', h']`
 * @weights kernel `[features, units]`; recurrent_kernel `[units, units]`; bias `[units]`
 * @throws {@link ArgumentError} an option is out of its domain, or a state is missing.
 * @throws {@link ShapeError} rank other than 2, or a state of another shape.
 * @source Elman 1990; defaults as Keras 3 `SimpleRNNCell`.
 * @example
 * new SimpleRNNCell({ units: 2 }).outputShape([null, 3]) // => [[null, 2], [null, 2]]
 */
export class SimpleRNNCell extends VectorCell<SimpleRNNCellOptions> {
  readonly className: string = 'SimpleRNNCell';
  protected readonly stateCount = 1;

  /** @param where - For messages. @internal */
  constructor(options: SimpleRNNCellOptions, where = 'SimpleRNNCell') {
    super(where, 'SimpleRNNCell', 1, options, unitDefaults);
  }

  protected override get dropsAll(): boolean {
    return true;
  }

  protected override maskCounts(): readonly [number, number] {
    return [1, 1];
  }

  protected stepper({ recurrentKernel }: CellValues, masks: DropoutMasks): Stepper {
    const product = gateProducts(recurrentKernel, masks.state, 1);
    return (projected, [h]) => {
      const output = this.activation(add(projected, product(h as Tensor)));
      return { output, states: [output] };
    };
  }
}
