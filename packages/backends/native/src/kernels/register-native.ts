import { cpu } from '@myelin/backend-cpu';
import { type DataType, knownKernels, type TensorType } from '@myelin/program';
import * as tf from '@tensorflow/tfjs-core';
import type { NativeSession } from '../binding/native-binding.ts';
import { EngineKernels, type EngineResult } from './engine-kernel.ts';

/** Elements of all inputs from which on the engine is worth the way to it. */
const WORTH_ENGINE = 4096;

/** Kernels that name memory again or make it out of nothing: nothing to be gained. */
const neverWorth: ReadonlySet<string> = new Set([
  'Cast',
  'ExpandDims',
  'Fill',
  'Identity',
  'LinSpace',
  'OnesLike',
  'Philox',
  'Range',
  'Reshape',
  'ZerosLike',
]);

/** The part of tfjs's cpu backend that kernels use: values lie in ordinary memory. */
interface HostBackend {
  readonly data: { get(dataId: object): { readonly values: ArrayLike<number> } };
  makeTensorInfo(shape: number[], dtype: DataType, values: object): tf.TensorInfo;
}

type Inputs = Readonly<Record<string, tf.TensorInfo | undefined>>;

/**
 * Makes tfjs know the backend: tensors lie in ordinary typed arrays, as those of the cpu backend do, so that each of its
 * kernels works on them; the engine takes over large calls that it can do.
 */
export async function registerNative(session: NativeSession): Promise<void> {
  await cpu.load();
  tf.registerBackend(NAME, tf.findBackendFactory('cpu'));
  const engine = new EngineKernels(session);
  const known = new Set(knownKernels.filter((kernel) => !neverWorth.has(kernel)));
  for (const kernel of tf.getKernelsForBackend('cpu')) {
    const { kernelName } = kernel;
    tf.registerKernel({
      ...kernel,
      backendName: NAME,
      ...(known.has(kernelName) && { kernelFunc: inFrontOf(kernel, engine) }),
    });
  }
}

const NAME = 'native';

/** The engine where it is worth it, else the kernel of the cpu backend. */
function inFrontOf(theirs: tf.KernelConfig, engine: EngineKernels): tf.KernelFunc {
  return (call) => {
    const inputs = call.inputs as Inputs;
    const backend = call.backend as unknown as HostBackend;
    const types = typesOf(inputs);
    if (types === undefined) return theirs.kernelFunc(call);
    const named = Object.entries(types).map(([name, { info, ...type }]) => {
      return [name, { ...type, values: backend.data.get(info.dataId).values }] as const;
    });
    const results = engine.run({
      kernel: theirs.kernelName,
      inputs: Object.fromEntries(named),
      attributes: (call.attrs ?? {}) as Readonly<Record<string, unknown>>,
    });
    if (!results) return theirs.kernelFunc(call);
    const infos = results.map(({ shape, dtype, values }: EngineResult) =>
      backend.makeTensorInfo([...shape], dtype, values),
    );
    return infos.length === 1 ? (infos[0] as tf.TensorInfo) : infos;
  };
}

/** Types of the inputs; undefined where they are few numbers, or of a type that the engine lacks. */
function typesOf(
  inputs: Inputs,
): Readonly<Record<string, TensorType & { readonly info: tf.TensorInfo }>> | undefined {
  const types: Record<string, TensorType & { readonly info: tf.TensorInfo }> = {};
  let size = 0;
  for (const [name, info] of Object.entries(inputs)) {
    if (!info) continue;
    const { shape, dtype } = info;
    if (dtype !== 'float32' && dtype !== 'int32' && dtype !== 'bool') return undefined;
    size += tf.util.sizeFromShape(shape);
    types[name] = { shape, dtype, info };
  }
  return size < WORTH_ENGINE ? undefined : types;
}
