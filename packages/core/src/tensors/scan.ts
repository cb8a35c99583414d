/** A loop over time steps as one operation. */

import { ArgumentError, ShapeError } from '../errors/myelin-error.ts';
import { formatShape } from '../shapes/shape.ts';
import { foreign, operation, own, requireBackend } from './boundary.ts';
import { scalar } from './creation.ts';
import { LoopScope } from './loop-index.ts';
import type { CheckedScan, ScanResult, ScanStep } from './scan-runner.ts';
import { currentScanRunner } from './scan-runner.ts';
import { stack, unstack } from './shaping.ts';
import type { Tensor } from './tensor.ts';

export type { ScanResult, ScanStep };

export interface Scan {
  /** Values carried from step to step: those before the first step. */
  readonly initial: readonly Tensor[];
  /** Time axis first: step `t` is given slice `t` of each, without the time axis. May be empty where `length` is given. */
  readonly sequences: readonly Tensor[];
  /** What every step uses unchanged, such as weights and dropout masks. @defaultValue none */
  readonly constants?: readonly Tensor[];
  /** Number of steps, at least 1. @defaultValue that of the sequences */
  readonly length?: number;
  /** From the last step to the first. Outputs stand at their own time step. @defaultValue `false` */
  readonly reverse?: boolean;
  /**
   * One step: pure, tensor operations only. Shapes and element types of the carry stay as they are. Tensors from outside
   * that it uses count as constants.
   */
  step(at: ScanStep): ScanResult;
}

/**
 * Runs a step for each entry of sequences, carrying values from one to the next:
 * `carry₍ₜ₊₁₎, outputsₜ = step(carryₜ, sequences[t])`.
 *
 * Differentiable with respect to everything that a step uses. Run operation by operation it is a plain loop; in a captured
 * program it stays a loop, whatever its length. Random numbers differ from step to step.
 *
 * @returns The carry after the last step, and the outputs of all steps, time axis first.
 * @throws {@link ShapeError} sequences differ in length or have none; a step changes the shape of the carry.
 * @throws {@link ArgumentError} `length` is missing, less than 1 or not that of the sequences.
 * @example
 * // running products: 1, 2, 6
 * scan({
 *   initial: [scalar(1)],
 *   sequences: [tensor([1, 2, 3], 'float32')],
 *   step: ({ carry: [product], slices: [x] }) => {
 *     const next = mul(product, x);
 *     return { carry: [next], outputs: [next] };
 *   },
 * });
 */
export function scan(options: Scan): ScanResult {
  requireBackend();
  const checked = checkedScan(options);
  return (currentScanRunner() ?? runSteps)(checked);
}

/** The steps one after the other. */
function runSteps(options: CheckedScan): ScanResult {
  const { initial, sequences, constants, length, reverse, step } = options;
  return operation('scan', () => {
    const scope = new LoopScope(length);
    const slices = sequences.map((sequence) => unstack(sequence));
    const outputs: Tensor[][] = [];
    let carry = initial;
    for (let i = 0; i < length; i++) {
      const t = reverse ? length - 1 - i : i;
      const result: ScanResult = operation('scan', () => {
        const at = { carry, slices: slices.map((all) => all[t] as Tensor), constants };
        return scope.run(scalar(t, 'int32'), () => step(at));
      });
      carry = result.carry;
      for (const [k, output] of result.outputs.entries()) {
        outputs[k] ??= [];
        outputs[k][t] = output;
      }
    }
    return {
      // Copies, which cost nothing: a step may give back what it was given.
      carry: carry.map((one) => own(foreign(one).clone())),
      outputs: outputs.map((all) => stack(all)),
    };
  });
}

function checkedScan(options: Scan): CheckedScan {
  const { initial, sequences, constants = [], reverse = false, step } = options;
  const length = checkedLength(options);
  return {
    initial,
    sequences,
    constants,
    length,
    reverse,
    step: (at) => {
      const result = step(at);
      requireSameCarry(initial, result.carry);
      return result;
    },
  };
}

function checkedLength({ sequences, length }: Scan): number {
  const where = 'scan';
  for (const { shape } of sequences) {
    if (shape.length > 0 && shape[0] === sequences[0]?.shape[0]) continue;
    throw new ShapeError({
      where,
      problem: `\`sequences\` must all have the same time axis first, received ${sequences.map((one) => formatShape(one.shape)).join(' and ')}`,
      fix: 'transpose them so that axis 0 counts time steps',
    });
  }
  const found = sequences[0]?.shape[0] ?? length;
  if (found === undefined || !Number.isSafeInteger(found) || found < 1) {
    throw new ArgumentError({
      where,
      problem: `\`length\` must be a whole number of at least 1, received ${found}`,
      fix: 'pass a sequence, or for example { length: 10 }',
    });
  }
  if (length !== undefined && length !== found) {
    throw new ArgumentError({
      where,
      problem: `\`length\` is ${length}, but the sequences have ${found} steps`,
      fix: 'leave `length` out',
    });
  }
  return found;
}

function requireSameCarry(before: readonly Tensor[], after: readonly Tensor[]): void {
  const types = (tensors: readonly Tensor[]): string =>
    tensors.map(({ dtype, shape }) => `${dtype} ${formatShape(shape)}`).join(', ') || 'nothing';
  if (types(before) === types(after)) return;
  throw new ShapeError({
    where: 'scan',
    problem: `\`step\` was given a carry of ${types(before)} and returned ${types(after)}`,
    fix: 'keep number, shapes and element types of what is carried',
  });
}
