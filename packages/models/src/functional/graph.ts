/** A model as data: which layer is called on what. */

import {
  type AnyLayer,
  argumentsOf,
  cast,
  isShape,
  isSymbolic,
  type LayerCall,
  leavesOf,
  mapLeaves,
  type Pass,
  replaceSymbolic,
  type Shape,
  type Structure,
  type SymbolicTensor,
  type SymbolicTensors,
  type Tensor,
  type Tensors,
  tensorsIn,
} from '@myelin/core';
import { orderCalls } from './order-calls.ts';

/** What lies between symbolic inputs and outputs. */
export class Graph {
  readonly inputs: SymbolicTensors;
  readonly outputs: SymbolicTensors;
  /** Each after all that it needs; calls of input layers are not among them. */
  readonly calls: readonly LayerCall[];
  /** Input layers included. */
  readonly layers: readonly AnyLayer[];
  readonly #callsByLayer: ReadonlyMap<AnyLayer, readonly LayerCall[]>;

  /** @throws {@link ArgumentError} the outputs need other inputs too, or two layers have one name. */
  constructor(inputs: SymbolicTensors, outputs: SymbolicTensors) {
    this.inputs = inputs;
    this.outputs = outputs;
    const { calls, layers } = orderCalls(symbolicLeaves(inputs), symbolicLeaves(outputs));
    this.calls = calls.filter((call) => call.inputs !== undefined);
    this.layers = layers;
    const byLayer = new Map<AnyLayer, LayerCall[]>();
    for (const call of [...calls].sort((a, b) => a.number - b.number)) {
      const ofLayer = byLayer.get(call.layer);
      if (ofLayer) ofLayer.push(call);
      else byLayer.set(call.layer, [call]);
    }
    this.#callsByLayer = byLayer;
  }

  get inputShapes(): Structure<Shape> {
    return shapesOfSymbolic(this.inputs);
  }

  get outputShapes(): Structure<Shape> {
    return shapesOfSymbolic(this.outputs);
  }

  /** Runs all calls on tensors for the inputs. */
  run(inputs: Tensors, pass: Pass): Tensors {
    const values = new Map<SymbolicTensor, Tensor>();
    const note = (symbols: SymbolicTensors, tensors: Tensors): void => {
      const found = tensorsIn(tensors);
      for (const [i, symbol] of symbolicLeaves(symbols).entries()) {
        values.set(symbol, found[i] as Tensor);
      }
    };
    const tensorFor = (symbol: SymbolicTensor): Tensor => values.get(symbol) as Tensor;
    note(this.inputs, inputs);
    for (const symbol of symbolicLeaves(this.inputs)) {
      const value = tensorFor(symbol);
      if (isCast(symbol, value)) values.set(symbol, cast(value, symbol.dtype));
    }
    for (const { layer, inputs: given, options, outputs } of this.calls) {
      const x = mapLeaves(given as SymbolicTensors, isSymbolic, tensorFor);
      note(outputs, layer.forward(x, pass, replaceSymbolic(options, tensorFor) as object));
    }
    return mapLeaves(this.outputs, isSymbolic, tensorFor);
  }

  /** Shapes of the outputs for other shapes of the inputs. */
  outputShapesFor(inputs: Structure<Shape>): Structure<Shape> {
    const shapes = new Map<SymbolicTensor, Shape>();
    const note = (symbols: SymbolicTensors, found: Structure<Shape>): void => {
      const list = leavesOf(found, isShape);
      for (const [i, symbol] of symbolicLeaves(symbols).entries()) {
        shapes.set(symbol, list[i] as Shape);
      }
    };
    const shapeOf = (symbol: SymbolicTensor): Shape => shapes.get(symbol) as Shape;
    note(this.inputs, inputs);
    for (const { layer, inputs: given, options, outputs } of this.calls) {
      const input = mapLeaves(given as SymbolicTensors, isSymbolic, shapeOf);
      note(outputs, layer.outputShape(input, options));
    }
    return mapLeaves(this.outputs, isSymbolic, shapeOf);
  }

  /** Whether each layer takes what the one before it gave, and nothing else. */
  get isChain(): boolean {
    const [first, ...others] = symbolicLeaves(this.inputs);
    let last = first?.call;
    for (const call of this.calls) {
      const [before, ...more] = argumentsOf(call);
      if (before?.call !== last || more.length > 0 || this.callsOf(call.layer).length > 1) {
        return false;
      }
      last = call;
    }
    return others.length === 0;
  }

  /** The calls of a layer that are part of this graph, in the order in which they were made. */
  callsOf(layer: AnyLayer): readonly LayerCall[] {
    return this.#callsByLayer.get(layer) ?? [];
  }

  /** Which call of its layer, among those in this graph, a tensor comes from. */
  callIndexOf({ call }: SymbolicTensor): number {
    return this.callsOf(call.layer).indexOf(call);
  }
}

/** Whether data becomes what its input says, as in Keras. Layers turn numbers into floats where they need them. */
function isCast(
  symbol: SymbolicTensor,
  { dtype }: Tensor,
): symbol is SymbolicTensor & { readonly dtype: 'bool' | 'int32' } {
  return symbol.dtype !== dtype && (symbol.dtype === 'bool' || symbol.dtype === 'int32');
}

export const symbolicLeaves = (symbols: SymbolicTensors): SymbolicTensor[] =>
  leavesOf(symbols, isSymbolic);

function shapesOfSymbolic(symbols: SymbolicTensors): Structure<Shape> {
  return mapLeaves<SymbolicTensor, Shape>(symbols, isSymbolic, ({ shape }) => shape);
}
