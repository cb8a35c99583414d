/**
 * The part of a model that is run while data is read.
 *
 * Texts, and what has to be read to be computed with, take no part in programs. A model with layers of that kind is cut in
 * two: they and what comes before them are run here, once for all samples; what is left takes numbers, and is compiled.
 */

import {
  type AnyLayer,
  argumentsOf,
  EventLoopBreather,
  isSymbolic,
  type LayerCall,
  mapLeaves,
  NdArray,
  Pass,
  type StringArray,
  type SymbolicTensor,
  type Tensor,
  type TensorDataType,
  type Tensors,
  tensor,
  tensorsIn,
  tidy,
} from '@myelin/core';
import { joinRows } from '../data/join-rows.ts';
import { Graph, symbolicLeaves } from './graph.ts';

/** Samples of one input, as they are read. */
export type HostArray = NdArray | StringArray;

export interface SplitGraph {
  readonly host: HostStage;
  /** What is left: from numbers to the outputs. */
  readonly inputs: readonly SymbolicTensor[];
}

/** Cuts a graph in two; undefined if nothing of it has to be run while data is read. */
export function splitGraph(graph: Graph): SplitGraph | undefined {
  const onHost = hostCalls(graph);
  if (onHost.size === 0) return undefined;
  const needed = new Set<SymbolicTensor>();
  for (const call of graph.calls) {
    if (!onHost.has(call)) for (const x of argumentsOf(call)) needed.add(x);
  }
  for (const x of symbolicLeaves(graph.outputs)) needed.add(x);
  const inputs = [...needed].filter(({ call }) => call.inputs === undefined || onHost.has(call));
  return { host: new HostStage(new Graph(graph.inputs, inputs)), inputs };
}

/** Calls of layers that run while data is read, and all calls that those need. */
function hostCalls(graph: Graph): ReadonlySet<LayerCall> {
  const found = new Set<LayerCall>();
  for (const call of [...graph.calls].reverse()) {
    if (call.layer.runsOnHost || found.has(call)) {
      found.add(call);
      for (const { call: before } of argumentsOf(call)) {
        if (before.inputs !== undefined) found.add(before);
      }
    }
  }
  return found;
}

/** Samples that are prepared without a pause: a few milliseconds of texts. */
const ROWS_AT_ONCE = 512;

export class HostStage {
  readonly #graph: Graph;

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** Layers that are run here. */
  get layers(): readonly AnyLayer[] {
    return this.#graph.layers;
  }

  /** What the rest of the model takes, for samples in the order of the inputs. Other work goes on meanwhile. */
  async prepare(samples: readonly HostArray[]): Promise<NdArray[]> {
    const breather = new EventLoopBreather();
    const count = samples[0]?.length ?? 0;
    const parts: NdArray[][] = [];
    for (let begin = 0; begin < count; begin += ROWS_AT_ONCE) {
      parts.push(this.prepareNow(samples.map((one) => one.slice(begin, begin + ROWS_AT_ONCE))));
      await breather.breathe();
    }
    return (parts[0] ?? []).map((_, i) => joinRows(parts.map((part) => part[i] as NdArray)));
  }

  /** As {@link prepare}, at once. */
  prepareNow(samples: readonly HostArray[]): NdArray[] {
    return tidy(() => {
      let next = 0;
      const inputs = mapLeaves<SymbolicTensor, Tensor>(this.#graph.inputs, isSymbolic, () =>
        tensor(samples[next++] as HostArray),
      ) as Tensors;
      return tensorsIn(this.#graph.run(inputs, new Pass())).map(
        (x) => new NdArray(x.dataSync(), x.shape, x.dtype as TensorDataType),
      );
    });
  }
}
