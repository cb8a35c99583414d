/** The types that the contract of layers is written in. */

import type { SymbolicTensor } from '../graph/symbolic-tensor.ts';
import type { Initializer } from '../initializers/initializer.ts';
import type { KnownShape } from '../shapes/shape.ts';
import type { WithLeaves } from '../structure/structure.ts';
import type { MasksOf, Tensors } from '../structure/tensors.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';
import type { Layer } from './layer.ts';
import type { LayerOptions } from './layer-options.ts';
import type { Weight, WeightOptions } from './weight.ts';

/** The weights of a layer by name. */
export type WeightRecord = Readonly<Record<string, Weight | undefined>>;

/** Values of the weights, as `call` receives them. */
export type WeightValues<Weights> = {
  readonly [Name in keyof Weights]: Weights[Name] extends Weight
    ? Tensor
    : Weights[Name] extends Weight | undefined
      ? Tensor | undefined
      : never;
};

/** Makes one weight of a layer that is being built. */
export type WeightMaker = (
  name: string,
  shape: KnownShape,
  initializer: Initializer,
  options?: WeightOptions,
) => Weight;

/** What every call of a layer may say, beside the arguments of the class's own. */
export interface CallOptions<In = Tensor> {
  /** Training or inference behavior, whatever that of the model is. @defaultValue that of the pass; `false` in `apply` */
  readonly training?: boolean | undefined;
  /** Which time steps are real: `bool`, shape `[batch, time]`; for several inputs in their structure. */
  readonly mask?: MasksOf<In> | undefined;
}

/** Any layer, whatever it takes and gives. */
export type AnyLayer = Layer<LayerOptions, object, Tensors, Tensors, object>;

/** Arguments of a call, with symbolic tensors in the place of tensors. */
export type SymbolicCall<Call, In> = {
  readonly [Key in keyof (Call & CallOptions<In>)]: SymbolicArgument<(Call & CallOptions<In>)[Key]>;
};

type SymbolicArgument<Value> = Value extends Tensor
  ? SymbolicTensor
  : Value extends readonly Tensor[]
    ? { readonly [Key in keyof Value]: SymbolicTensor }
    : Value;

/** Arguments of a call, with all that becomes a tensor in the place of tensors. */
export type GivenCall<Call, In> = {
  readonly [Key in keyof Call]: GivenArgument<Call[Key]>;
} & Pick<CallOptions<In>, 'training'> & {
    /** As of {@link CallOptions}; null or undefined for an input of a list that has none. */
    readonly mask?: GivenMasks<In> | undefined;
  };

type GivenMasks<In> = WithLeaves<In, Tensor, TensorLike | null | undefined>;

type GivenArgument<Value> = Value extends Tensor
  ? TensorLike
  : Value extends readonly Tensor[]
    ? { readonly [Key in keyof Value]: TensorLike }
    : Value;
