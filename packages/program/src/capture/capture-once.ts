/** Runs a computation on tensors without numbers, and leaves tfjs as it was. */

import { formatShape, type Tensor, tidy, withScanRunner } from '@myelin/core';
import type { Tensor as TfTensor } from '@tensorflow/tfjs-core';
import { engine, util } from '@tensorflow/tfjs-core';
import type { Program, ProgramOutput, Value } from '../ir/program.ts';
import { CaptureBackend, type ForeignConstants } from './capture-backend.ts';
import { CaptureError, inLayer } from './capture-error.ts';
import { CAPTURE, registerCaptureKernels } from './capture-kernels.ts';
import type { CapturedOutput, CaptureOptions } from './capture-options.ts';
import { scanRecorder } from './capture-scan.ts';

/** The program of one run. */
export function captureOnce(options: CaptureOptions, foreign: ForeignConstants): Program {
  const { name, inputs: declarations, compute } = options;
  const backend = new CaptureBackend(name, foreign);
  return onBackend(backend, name, () => {
    const inputs: Value[] = [];
    let outputs: ProgramOutput[] = [];
    // Nothing is returned: tidy would look for tensors in the numbers of constants.
    tidy(() => {
      const tensors: Record<string, Tensor> = {};
      for (const { name: inputName, role, shape, dtype } of declarations) {
        const info = backend.declare({ shape, dtype }, { name: inputName, role });
        inputs.push(backend.valueFor(info));
        tensors[inputName] = engine().makeTensorFromTensorInfo(info, backend) as unknown as Tensor;
      }
      const given = withScanRunner(scanRecorder(backend), () => compute(tensors));
      outputs = given.map((output) => outputOf(backend, output));
    });
    if (backend.refusal) throw backend.refusal;
    requireOutputs(backend, inputs, outputs);
    requireNothingKept(backend, outputs);
    return { name, inputs, operations: backend.operations, outputs };
  });
}

/** Makes the capturing backend the one in use for the time of `work`. All of this is synchronous in tfjs. */
function onBackend<Result>(backend: CaptureBackend, name: string, work: () => Result): Result {
  const tfjs = engine();
  const previous = tfjs.backendName as string | undefined;
  if (previous === CAPTURE) {
    throw new CaptureError({
      where: `capture of ${name}`,
      problem: 'another computation is being captured',
      fix: 'capture one after the other',
    });
  }
  registerCaptureKernels(previous);
  tfjs.registerBackend(CAPTURE, () => backend, 0);
  try {
    void tfjs.setBackend(CAPTURE);
    return work();
  } catch (error) {
    throw backend.refusal ?? error;
  } finally {
    release(backend);
    if (previous) void tfjs.setBackend(previous);
    tfjs.removeBackend(CAPTURE);
  }
}

/** Gives back what the computation kept. */
function release(backend: CaptureBackend): void {
  const known = engine().state.tensorInfo;
  for (const { dataId, value } of backend.alive) {
    const size = util.sizeFromShape([...value.shape]);
    const tensor = { dataId, shape: value.shape, dtype: value.dtype, size };
    while (known.has(dataId)) engine().disposeTensor(tensor as unknown as TfTensor);
  }
}

function outputOf(backend: CaptureBackend, { role, name, tensor }: CapturedOutput): ProgramOutput {
  if (tensor.isDisposed) {
    throw backend.refuse(`output "${name}" was disposed`, { fix: 'return tensors that are alive' });
  }
  return { role, name, value: backend.operandFor(tensor as unknown as TfTensor) };
}

/** @throws {@link CaptureError} names are given twice, or a state has no input of its name and type. */
function requireOutputs(
  backend: CaptureBackend,
  inputs: readonly Value[],
  outputs: readonly ProgramOutput[],
): void {
  const states = new Map<string, Value>();
  for (const input of inputs) {
    if (input.origin.kind === 'input') states.set(input.origin.input.name, input);
  }
  const seen = new Set<string>();
  for (const { role, name, value } of outputs) {
    const fix = 'name each output once, and each state as its input';
    const before = states.get(name);
    if (seen.has(name)) throw backend.refuse(`output "${name}" is given twice`, { fix });
    seen.add(name);
    if (role !== 'state') continue;
    const isState = before?.origin.kind === 'input' && before.origin.input.role === 'state';
    if (!before || !isState) throw backend.refuse(`no input is the state "${name}"`, { fix });
    if (typeOf(before) === typeOf(value)) continue;
    throw backend.refuse(
      `state "${name}" is ${typeOf(before)} before and ${typeOf(value)} after the step`,
      { fix: 'keep shape and element type of states' },
    );
  }
}

const typeOf = ({ dtype, shape }: Value): string => `${dtype} ${formatShape(shape)}`;

/** @throws {@link CaptureError} the computation keeps tensors for later: they have no numbers. */
function requireNothingKept(backend: CaptureBackend, outputs: readonly ProgramOutput[]): void {
  const given = new Set(outputs.map(({ value }) => value));
  for (const { value } of backend.alive) {
    if (given.has(value) || value.origin.kind === 'input') continue;
    const maker = backend.makerOf(value);
    const what = maker ? `the result of ${maker.kernel}${inLayer(maker.scope)}` : 'a constant';
    throw backend.refuse(`${what} is kept for later, of type ${typeOf(value)}`, {
      scope: maker?.scope ?? '',
      ...(maker && { kernel: maker.kernel }),
      fix: 'make weights and other tensors that last before the first step',
    });
  }
}
