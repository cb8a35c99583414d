/**
 * The contract of recurrent cells: one time step as a function of an input and of states.
 *
 * A cell of your own states its `stateShapes`, `build` and `call`, and `RNN` runs it over sequences. The cells of this package also
 * say what can be computed for all time steps at once, before the loop begins.
 */

import type {
  CallArguments,
  KnownShape,
  LayerOptions,
  Pass,
  Shape,
  ShapesOf,
  Tensor,
  WeightRecord,
} from '@myelin/core';
import { ArgumentError, cast, formatShapes, Layer, ShapeError, zeros } from '@myelin/core';
import type { TimeLoop, TimeLoopResult } from './run-over-time.ts';
import { runOverTime } from './run-over-time.ts';

/** @typeParam States - The states, where their number is known: `readonly [Tensor]` for one. */
export interface CellArguments<States extends readonly Tensor[] = readonly Tensor[]> {
  /** States that the step before left, or, before the first, the initial ones. */
  readonly states: States;
}

/** What a cell makes of an input and of states. */
export interface CellStep {
  readonly output: Tensor;
  readonly states: readonly Tensor[];
}

/** How a cell runs over a sequence. */
export interface Recurrence {
  /** What the steps take apart, time axis first. */
  readonly sequences: readonly Tensor[];
  step(slices: readonly Tensor[], states: readonly Tensor[]): CellStep;
}

/**
 * One time step of a recurrent layer: `output, states = cell(x, states)`.
 *
 * @shape input `[batch, ...]`, and the call option `states`
 * @shape output a list: the output, then the new states
 * @example
 * class RunningSum extends RecurrentCell {
 *   readonly className: string = 'RunningSum';
 *   constructor(options: LayerOptions = {}) {
 *     super('RunningSum', options, {});
 *   }
 *   stateShapes(input: Shape): readonly Shape[] {
 *     return [input];
 *   }
 *   protected build() {
 *     return {};
 *   }
 *   protected call(x: Tensor, _weights: object, _pass: Pass, { states }: CellArguments<readonly [Tensor]>) {
 *     const next = add(states[0], x);
 *     return [next, next];
 *   }
 * }
 * new RNN({ cell: new RunningSum(), returnSequences: true }).apply([[[1], [2]]]) // => [[[1], [3]]]
 */
export abstract class RecurrentCell<
  Options extends LayerOptions = LayerOptions,
  Weights extends object = WeightRecord,
> extends Layer<Options, Weights, Tensor, readonly Tensor[], CellArguments> {
  protected override readonly callArguments: CallArguments<CellArguments> = { states: 'tensors' };

  /** Shapes of the states for a shape of one step's input, both with the batch axis. */
  abstract stateShapes(input: Shape): readonly Shape[];

  /** Shape of the output of one step: by default that of the first state. */
  stepShape(input: Shape): Shape {
    const [first] = this.stateShapes(input);
    if (first) return first;
    throw new ShapeError({
      where: this.className,
      problem: 'a cell without states does not say the shape of its output',
      fix: 'override stepShape(input)',
    });
  }

  /** Whether the output of a step is its first state, too: then it need not be carried twice. */
  get outputIsState(): boolean {
    return false;
  }

  outputShape(input: Shape): ShapesOf<readonly Tensor[]> {
    return [this.stepShape(input), ...this.stateShapes(input)];
  }

  /** States before the first step: zeros. */
  initialStates(input: KnownShape): readonly Tensor[] {
    return this.stateShapes(input).map((shape) => zeros(shape as KnownShape));
  }

  /**
   * How the cell runs over a sequence, which has the time axis first. By default `call` is called step by step.
   *
   * Random numbers drawn here, and not in a step, are the same for all steps.
   */
  protected recurrence(sequence: Tensor, pass: Pass): Recurrence {
    return {
      sequences: [sequence],
      step: ([x], states) => {
        const [output, ...next] = this.forward(x as Tensor, pass, { states });
        return { output: output as Tensor, states: next };
      },
    };
  }

  /** Runs over a sequence, which has the time axis first. The cell must be built. */
  over(sequence: Tensor, pass: Pass, loop: TimeLoop): TimeLoopResult {
    const [, ...step] = sequence.shape;
    return runOverTime(this.recurrence(sequence, pass), loop, {
      shape: this.stepShape(step) as KnownShape,
      isState: this.outputIsState,
    });
  }

  /** The states of a call. @throws {@link ArgumentError} there are too few or too many; {@link ShapeError} one has another shape. */
  protected statesFor(x: Tensor, { states }: CellArguments): readonly Tensor[] {
    return requireStates(this.className, 'states', states, this.stateShapes(x.shape));
  }
}

/** `states` are tensors of these shapes. */
export function requireStates(
  where: string,
  option: string,
  states: unknown,
  shapes: readonly Shape[],
): readonly Tensor[] {
  const given = (Array.isArray(states) ? states : []) as readonly Tensor[];
  if (given.length !== shapes.length) {
    throw new ArgumentError({
      where,
      problem: `\`${option}\` must be a list of ${shapes.length} tensors, received ${Array.isArray(states) ? given.length : 'none'}`,
      fix: `pass { ${option}: [${shapes.map((_, i) => `state${i}`).join(', ')}] }`,
    });
  }
  const fits = given.every(({ shape }, i) => `${shape}` === `${shapes[i]}`);
  // A list of whole numbers is int32.
  if (fits) return given.map((x) => (x.dtype === 'float32' ? x : cast(x, 'float32')));
  throw new ShapeError({
    where,
    problem: `\`${option}\` must have the shapes ${formatShapes([...shapes])}, received ${formatShapes(given.map(({ shape }) => shape))}`,
    fix: 'pass one state of that shape for each',
  });
}
