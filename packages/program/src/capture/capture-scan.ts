/**
 * Loops of a computation that is captured: the step is recorded once, and the loop is one operation `Scan`.
 *
 * Its gradient is another `Scan`, from the last step to the first: it carries the derivatives by what the first one carried,
 * adds up those by what all steps use, and puts out those by the entries of sequences.
 */

import type { CheckedScan, ScanResult, ScanRunner, Tensor } from '@myelin/core';
import { currentLayerScope, fill, LoopScope } from '@myelin/core';
import type { NamedAttrMap, NamedTensorMap, Tensor as TfTensor } from '@tensorflow/tfjs-core';
import { engine, registerGradient, registerKernel } from '@tensorflow/tfjs-core';
import type { Operation, Value } from '../ir/program.ts';
import { scanKernel } from '../ir/scan-operation.ts';
import type { CaptureBackend } from './capture-backend.ts';
import type { CaptureError } from './capture-error.ts';
import { type LoopOperands, LoopPair, plainLoop } from './loop-pair.ts';
import { type RecordedStep, recordDerivative, recordStep } from './record-step.ts';
import { isTapeOn } from './tape.ts';

/** What runs loops while a backend captures. */
export function scanRecorder(backend: CaptureBackend): ScanRunner {
  return (scan) => {
    const scope = new LoopScope(scan.length);
    const plain = recordStep(backend, scan, scope);
    const alone = (): ScanResult =>
      resultOf(scan, addTo(backend, plainLoop(plain, operandsOf(backend, scan, plain))));
    const isFloat = ({ dtype }: { readonly dtype: string }): boolean => dtype === 'float32';
    const takesFloats = usedBy(scan, plain).some(isFloat);
    const makesFloats = [...plain.after, ...plain.outputs].some(isFloat);
    if (!isTapeOn() || !takesFloats || !makesFloats) return alone();
    const step = recordDerivative(backend, scan, scope, plain);
    const pair = new LoopPair(step, operandsOf(backend, scan, step));
    if (!pair.depends.includes(true)) return alone();
    return resultOf(scan, onTape(usedBy(scan, step), pair));
  };
}

/** All tensors that a loop is given, and those that its step uses from outside. */
const usedBy = ({ initial, sequences }: CheckedScan, { brought }: RecordedStep): Tensor[] => [
  ...initial,
  ...sequences,
  ...brought.map(({ tensor }) => tensor),
];

function operandsOf(
  backend: CaptureBackend,
  { initial, sequences, length, reverse }: CheckedScan,
  { brought }: RecordedStep,
): LoopOperands {
  return {
    initial: valuesOf(backend, initial),
    sequences: valuesOf(backend, sequences),
    constants: valuesOf(
      backend,
      brought.map(({ tensor }) => tensor),
    ),
    length,
    reverse,
    scope: currentLayerScope(),
  };
}

/** Adds the loop forward; tfjs learns the way back, which the registered gradient of the kernel is. */
function onTape(used: readonly Tensor[], pair: LoopPair): Tensor[] {
  // No derivative by what no result depends on is not the same as one of 0.
  const inputs = Object.fromEntries([...used.entries()].filter(([i]) => pair.depends[i]));
  const attributes = { pair } satisfies TapeAttributes;
  const made = engine().runKernel(
    scanKernel,
    inputs as unknown as NamedTensorMap,
    attributes as unknown as NamedAttrMap,
  );
  return (Array.isArray(made) ? made : [made]) as unknown as Tensor[];
}

interface TapeAttributes {
  readonly pair: LoopPair;
}

/** Makes `Scan` a kernel of the capturing backend, and tells its gradient. */
export function registerScan(backendName: string): void {
  registerKernel({
    kernelName: scanKernel,
    backendName,
    kernelFunc: ({ attrs, backend }) => {
      const { pair } = attrs as unknown as TapeAttributes;
      return (backend as CaptureBackend).add(pair.forward, pair.results);
    },
  });
  registerGradient({
    kernelName: scanKernel,
    gradFunc: (dys, _saved, attrs) => {
      const { pair } = attrs as unknown as TapeAttributes;
      const backend = engine().backend as CaptureBackend;
      if (isTapeOn()) throw secondDerivative(backend);
      const given = (Array.isArray(dys) ? dys : [dys]) as unknown as readonly Tensor[];
      const { operation, derivatives } = pair.backward(valuesOf(backend, given));
      const tensors = new Map<Value, Tensor>();
      for (const [i, tensor] of addTo(backend, operation).entries()) {
        tensors.set(operation.outputs[i] as Value, tensor);
      }
      const derivativeBy = ({ shape }: Value, i: number): Tensor => {
        const value = derivatives[i];
        return (value && tensors.get(value)) ?? fill(shape, 0);
      };
      return Object.fromEntries(
        pair.operands.flatMap((operand, i) =>
          pair.depends[i] ? [[i, () => derivativeBy(operand, i) as unknown as TfTensor]] : [],
        ),
      );
    },
  });
}

/** The loop backward is not on tfjs's tape: who derived it would be given too little. */
const secondDerivative = (backend: CaptureBackend): CaptureError =>
  backend.refuse('a second derivative goes through a loop, which programs do not know', {
    kernel: scanKernel,
    scope: currentLayerScope(),
  });

function addTo(backend: CaptureBackend, operation: Operation): Tensor[] {
  return backend
    .add(operation)
    .map((info) => engine().makeTensorFromTensorInfo(info, backend) as unknown as Tensor);
}

function resultOf({ initial }: CheckedScan, made: readonly Tensor[]): ScanResult {
  return { carry: made.slice(0, initial.length), outputs: made.slice(initial.length) };
}

const valuesOf = (backend: CaptureBackend, tensors: readonly Tensor[]): Value[] =>
  tensors.map((tensor) => backend.operandFor(tensor as unknown as TfTensor));
