import {
  type JsonRecord,
  type LayerOptions,
  leavesOf,
  mapLeaves,
  type OptionDefaults,
  type OwnOptions,
  required,
  SerializationError,
  type Shape,
  type Structure,
  type SymbolicDataType,
  type Tensor,
  WeightlessLayer,
} from '@myelin/core';
import { type Argument, operationRules, type Rule, type Shaped } from './operation-rules.ts';

export interface OperationOptions extends LayerOptions {
  /** Keras's name of the operation: `'NotEqual'`. */
  readonly operation: string;
  /** Keras's module of it: `'keras.src.ops.numpy'`. */
  readonly module: string;
  /** Its own options, in Keras's spelling. */
  readonly settings: JsonRecord;
}

/** Arguments of a call, with the place of a tensor among the inputs for the tensor itself. */
export interface OperationCall {
  readonly pattern: Structure<Argument<Place>>;
}

/** The place of a tensor among the inputs of a call. */
export class Place {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

const defaults: OptionDefaults<OwnOptions<OperationOptions>> = {
  operation: required,
  module: required,
  settings: required,
};

/**
 * One of Keras's operations on tensors as a node of a graph: what `x + y` and the masks of layers become in its files.
 *
 * @throws {@link SerializationError} the operation is not known.
 * @source Keras 3, `keras.src.ops`.
 */
export class Operation extends WeightlessLayer<
  OperationOptions,
  readonly Tensor[],
  Tensor,
  OperationCall
> {
  readonly className: string;
  override readonly module: string;
  readonly #rule: Rule;

  constructor(options: OperationOptions) {
    super(options.operation, options, defaults);
    this.className = options.operation;
    this.module = options.module;
    const rule = Object.hasOwn(operationRules, this.className)
      ? operationRules[this.className]
      : undefined;
    if (!rule) throw unknownOperation(this.className);
    this.#rule = rule;
  }

  toKeras(): JsonRecord {
    return { name: this.name, ...this.config.settings };
  }

  outputShape(inputs: readonly Shape[], call?: OperationCall): Shape {
    const shaped = inputs.map((shape) => ({ shape }));
    return this.#rule.shape(argumentsFor(call, shaped), this.config.settings);
  }

  override outputTypes([first = 'float32']: readonly SymbolicDataType[]): SymbolicDataType[] {
    const { dtype } = this.config.settings;
    const { type = typeof dtype === 'string' ? (dtype as SymbolicDataType) : first } = this.#rule;
    return [type];
  }

  protected call(
    inputs: readonly Tensor[],
    _weights: object,
    _pass: unknown,
    call: OperationCall,
  ): Tensor {
    return this.#rule.run(argumentsFor(call, inputs), this.config.settings);
  }

  /** Results of operations have no masks, as in Keras. */
  protected override computeMask(): undefined {
    return undefined;
  }

  protected override checkInput(): void {}
  protected override get castsInput(): boolean {
    return false;
  }
}

/** The arguments of a call, each place filled. */
function argumentsFor<T extends Shaped>(
  call: OperationCall | undefined,
  inputs: readonly T[],
): readonly Argument<T>[] {
  const isLeaf = (value: unknown): value is Argument<Place> =>
    value instanceof Place || typeof value !== 'object' || value === null;
  const pattern = call?.pattern ?? inputs.map((_, i) => new Place(i));
  return mapLeaves(pattern, isLeaf, (leaf) =>
    leaf instanceof Place ? (inputs[leaf.index] as T) : leaf,
  ) as readonly Argument<T>[];
}

/** The tensors in the arguments of a call, in order, and the pattern that they leave. */
export function operationInputs<T>(
  given: readonly unknown[],
  isTensor: (value: unknown) => value is T,
): { readonly inputs: readonly T[]; readonly pattern: OperationCall['pattern'] } {
  const isLeaf = (value: unknown): value is unknown =>
    isTensor(value) || typeof value !== 'object' || value === null;
  const inputs = leavesOf<unknown>(given as Structure<unknown>, isLeaf).filter(isTensor);
  let next = 0;
  const pattern = mapLeaves<unknown, unknown>(given as Structure<unknown>, isLeaf, (leaf) =>
    isTensor(leaf) ? new Place(next++) : leaf,
  );
  return { inputs, pattern: pattern as OperationCall['pattern'] };
}

function unknownOperation(name: string): SerializationError {
  return new SerializationError({
    where: 'Functional',
    problem: `the model holds Keras's operation \`${name}\`, which is not supported`,
    fix: 'put a layer in its place before the model is saved',
  });
}
