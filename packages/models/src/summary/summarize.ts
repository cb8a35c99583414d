import type { AnyLayer } from '@myelin/core';
import { Graph } from '../functional/graph.ts';
import { drawSummary } from './draw-summary.ts';
import { isModel, rowsOf, rowsOfGraph } from './rows-of.ts';
import type { SummaryOptions } from './summary-options.ts';
import { totalsOf } from './totals-of.ts';

export type { SummaryOptions } from './summary-options.ts';

/** What a model knows that its layers do not. */
export interface TrainingSize {
  /** Elements in the variables of the optimizer; null before the first step of training. */
  readonly optimizerSize: number | null;
}

/**
 * The layers of a model as a table of output shapes and numbers of parameters, as Keras's `summary` prints it.
 * `printFn` is not called: who asks for the text prints it.
 *
 * @returns Lines, each with a line break at its end.
 * @throws {@link ArgumentError} an option is wrong, or the line too short for the columns.
 */
export function summarize(
  model: AnyLayer,
  { optimizerSize }: TrainingSize = { optimizerSize: null },
  options: SummaryOptions = {},
): string {
  const graph = 'graph' in model && model.graph instanceof Graph ? model.graph : undefined;
  const connections = graph !== undefined && !graph.isChain;
  const rows = connections
    ? rowsOfGraph(graph)
    : rowsOf(isModel(model) ? model.layers : model.sublayers);
  return drawSummary(
    { name: model.name, rows, totals: totalsOf(model, optimizerSize), connections },
    options,
  );
}
