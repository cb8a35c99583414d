import type {
  KnownShape,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Pass,
  Shape,
  Tensor,
} from '@myelin/core';
import { ArgumentError, describe, required } from '@myelin/core';
import type { AnyCell } from './any-cell.ts';
import { requireCell } from './any-cell.ts';
import type { CellArguments } from './recurrent-cell.ts';
import { RecurrentCell } from './recurrent-cell.ts';
import type { TimeLoop, TimeLoopResult } from './run-over-time.ts';

export interface StackedRNNCellsOptions extends LayerOptions {
  /** Each takes what the one before it gives. */
  readonly cells: readonly AnyCell[];
}

const defaults: OptionDefaults<OwnOptions<StackedRNNCellsOptions>> = { cells: required };

/**
 * Several cells as one: the output of each is the input of the next, and each has states of its own.
 *
 * Over a sequence the cells run one after the other, each over the outputs of all steps of the one before it, which gives the same.
 *
 * @shape input as the first cell takes it, and the call option `states`: those of all cells, one list
 * @shape output a list: the output of the last cell, then the new states of all cells
 * @throws {@link ArgumentError} something in the list is no cell, or the list is empty.
 * @source Defaults as Keras 3 `StackedRNNCells`, where the states of a cell that has several are a list in the list.
 * @example
 * new RNN({ cell: new StackedRNNCells({ cells: [new LSTMCell({ units: 8 }), new GRUCell({ units: 4 })] }) })
 */
export class StackedRNNCells extends RecurrentCell<StackedRNNCellsOptions> {
  readonly className: string = 'StackedRNNCells';
  readonly #cells: readonly AnyCell[];

  constructor(options: StackedRNNCellsOptions) {
    super('StackedRNNCells', options, defaults);
    this.#cells = requireCells(this.config.cells);
  }

  override get sublayers(): readonly AnyCell[] {
    return this.#cells;
  }

  override get outputIsState(): boolean {
    return false;
  }

  stateShapes(input: Shape): readonly Shape[] {
    return this.#inputs(input).flatMap((shape, i) => this.#cells[i]?.stateShapes(shape) ?? []);
  }

  override stepShape(input: Shape): Shape {
    return this.#inputs(input).at(-1) as Shape;
  }

  override initialStates(input: KnownShape): readonly Tensor[] {
    return this.#inputs(input).flatMap(
      (shape, i) => this.#cells[i]?.initialStates(shape as KnownShape) ?? [],
    );
  }

  protected build(input: Shape): Record<string, never> {
    for (const [i, shape] of this.#inputs(input).entries()) this.#cells[i]?.buildFor(shape);
    return {};
  }

  protected call(
    x: Tensor,
    _weights: object,
    pass: Pass,
    options: CellArguments,
  ): readonly Tensor[] {
    const states = this.statesFor(x, options);
    const next: Tensor[] = [];
    let y = x;
    for (const cell of this.#cells) {
      const count = cell.stateShapes(y.shape).length;
      const own = states.slice(next.length, next.length + count);
      const [output, ...after] = cell.forward(y, pass, { states: own });
      next.push(...after);
      y = output as Tensor;
    }
    return [y, ...next];
  }

  override over(sequence: Tensor, pass: Pass, loop: TimeLoop): TimeLoopResult {
    const states: Tensor[] = [];
    let output = sequence;
    for (const [i, cell] of this.#cells.entries()) {
      const count = cell.stateShapes(output.shape.slice(1)).length;
      const isLast = i === this.#cells.length - 1;
      const made = cell.over(output, pass, {
        ...loop,
        initial: loop.initial.slice(states.length, states.length + count),
        ...(!isLast && { wantsAll: true, zeroOutputForMask: false }),
      });
      states.push(...made.states);
      output = made.output;
    }
    return { output, states };
  }

  protected override acceptsShape(input: Shape, built: Shape): boolean {
    return input.length === built.length && input.at(-1) === built.at(-1);
  }

  /** Shapes of the input of each cell, and of the output of the last. */
  #inputs(input: Shape): readonly Shape[] {
    const shapes: Shape[] = [input];
    for (const cell of this.#cells) shapes.push(cell.stepShape(shapes.at(-1) as Shape));
    return shapes;
  }
}

function requireCells(cells: unknown): readonly AnyCell[] {
  if (Array.isArray(cells) && cells.length > 0) {
    return cells.map((cell, i) => requireCell('StackedRNNCells', `cells[${i}]`, cell));
  }
  throw new ArgumentError({
    where: 'StackedRNNCells',
    problem: `\`cells\` must be a list of cells, received ${describe(cells)}`,
    fix: 'pass for example { cells: [new LSTMCell({ units: 8 }), new LSTMCell({ units: 8 })] }',
  });
}
