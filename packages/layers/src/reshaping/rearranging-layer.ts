import type { CallArguments, LayerOptions, SymbolicDataType } from '@myelin/core';
import { WeightlessLayer } from '@myelin/core';

/** A layer that moves elements about: they keep their type, and masks by time steps have no meaning afterwards. */
export abstract class RearrangingLayer<
  Options extends LayerOptions,
> extends WeightlessLayer<Options> {
  protected override readonly callArguments: CallArguments<object> = {};
  override outputTypes(inputs: readonly SymbolicDataType[]): readonly SymbolicDataType[] {
    return inputs;
  }

  protected override computeMask(): undefined {
    return undefined;
  }

  protected override get castsInput(): boolean {
    return false;
  }
}
