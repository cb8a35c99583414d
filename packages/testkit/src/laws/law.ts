import type { AnyLayer, KnownShape, NdArray, StringArray, Structure } from '@myelin/core';
import type { AnyLayerClass } from '../layers/any-layer-class.ts';
import type { LayerArguments } from '../layers/layer-arguments.ts';

/** What every layer must obey, by the name under which a layer may be excused. */
export type LawName =
  | 'config round trip'
  | 'save then load'
  | 'output shape'
  | 'same seed, same weights'
  | 'no tensor leaked'
  | 'gradients'
  | 'compiled and eager give the same numbers'
  | 'bad options are refused'
  | 'wrong inputs are refused';

/** A layer class with options, an input for it, and the shape that comes out. */
export interface LayerExample {
  /** Options, or a function that makes them, where they hold objects with state such as other layers. */
  readonly options: object | (() => object);
  /**
   * The input, or its shape, batch axis first: it is then filled with random numbers. A list or a record of them for
   * layers with several inputs.
   */
  readonly input: Structure<KnownShape | NdArray | StringArray>;
  /** Shape of the result, batch axis first; in a list or a record if there are several. */
  readonly output: Structure<KnownShape>;
  /** Further arguments of the call, with arrays in place of tensors: `{ mask, initialState: [state] }`. */
  readonly call?: Readonly<Record<string, unknown>>;
  /** Inputs of a shape are whole numbers below this one. */
  readonly integerInput?: number;
  /** Further values that must be refused, by option. */
  readonly refuses?: Readonly<Record<string, readonly unknown[]>>;
  /** Options that take any text. */
  readonly freeText?: readonly string[];
  /** Laws that the layer is excused from, with the reason. */
  readonly skipLaws?: Partial<Record<LawName, string>>;
}

/** An example, ready for the laws. */
export interface LayerUnderTest {
  readonly Class: AnyLayerClass;
  readonly example: LayerExample;
  /** What the layer is called with. */
  readonly given: LayerArguments;
  /** Fresh options. */
  options(): object;
  /** A fresh layer. */
  make(): AnyLayer;
}

export type Law = (layer: LayerUnderTest) => void | Promise<void>;
