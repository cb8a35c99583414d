/** Runs one element-wise operation over arrays, compiled by itself into a loop over vectors. */

import type { Attributes, DataType, Operation, Value } from '@myelin/program';
import type { HostFunction } from '../src/compiler/tasks/task-context.ts';
import type { ElementwiseContext } from '../src/compiler/vector-math/elementwise-emitter.ts';
import { emitElementwise } from '../src/compiler/vector-math/emit-elementwise.ts';
import type { Callable, FunctionBuilder, Local } from '../src/compiler/wasm/function-builder.ts';
import { HOST, ModuleBuilder } from '../src/compiler/wasm/module-builder.ts';

const hostFunctions: readonly HostFunction[] = [
  'pow',
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'atan2',
];

const PAGE = 65536;

/** An operation by itself, on values of the given types. */
export function operationOf(
  kernel: string,
  dtypes: readonly DataType[],
  output: DataType,
  attributes: Attributes = {},
): Operation {
  const value = (dtype: DataType): Value => ({
    shape: [4],
    dtype,
    origin: { kind: 'input', input: { name: 'x', role: 'batch' } },
  });
  return {
    kernel,
    attributes,
    inputs: dtypes.map(value),
    inputNames: dtypes.map((_, i) => String(i)),
    outputs: [{ shape: [4], dtype: output, origin: { kind: 'result' } }],
    scope: '',
  };
}

export interface CompiledLoop {
  /** The bits of the results. They lie in the memory of the loop: the next run overwrites them. */
  run(operands: readonly (Float32Array | Int32Array)[]): Int32Array;
  /** Computes all again from the same operands, for measuring. */
  again(): void;
}

/** Compiles `body`, which is given four elements of each operand, for `count` elements (a multiple of 4). */
export function compileLoop(
  operandCount: number,
  count: number,
  body: (f: FunctionBuilder, operands: readonly Local[], context: ElementwiseContext) => void,
  relaxedMadd: boolean,
): CompiledLoop {
  const bytes = count * 4;
  const pages = Math.ceil(((operandCount + 1) * bytes) / PAGE) + 1;
  const module = new ModuleBuilder({ minimum: pages, maximum: pages, shared: false });
  const host = Object.fromEntries(
    hostFunctions.map((name) => {
      const parameters = name === 'pow' || name === 'atan2' ? 2 : 1;
      return [name, module.import(name, Array(parameters).fill('f64'), ['f64'])];
    }),
  ) as Record<HostFunction, Callable>;
  const loop = module.function([], [], (f) => {
    const pointer = f.local('i32');
    const operands = f.localsOf('v128', operandCount);
    f.count(pointer, 0, bytes, 16, () => {
      for (const [i, operand] of operands.entries())
        f.get(pointer)
          .load((i + 1) * bytes)
          .set(operand);
      f.get(pointer);
      body(f, operands, { relaxedMadd, hostFunction: (name) => host[name] });
      f.store(0);
    });
  });
  module.export('loop', loop);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const imports = {
    memory,
    ...Object.fromEntries(hostFunctions.map((name) => [name, Math[name]])),
  };
  const compiled = new WebAssembly.Module(module.encode());
  const instance = new WebAssembly.Instance(compiled, { [HOST]: imports });
  const again = instance.exports.loop as () => void;
  return {
    again,
    run(arrays) {
      for (const [i, array] of arrays.entries()) {
        const bits = new Int32Array(array.buffer, array.byteOffset, array.length);
        new Int32Array(memory.buffer, (i + 1) * bytes, count).set(bits);
      }
      again();
      return new Int32Array(memory.buffer, 0, count);
    },
  };
}

/** The results of an operation: float32 numbers, or the bits of other types. */
export function runElementwise(
  operation: Operation,
  operands: readonly (Float32Array | Int32Array)[],
  relaxedMadd: boolean,
): Float32Array | Int32Array {
  const given = operands[0]?.length ?? 0;
  const loop = compileLoop(
    operands.length,
    Math.ceil(given / 4) * 4,
    (f, locals, context) => emitElementwise(f, operation, locals, context),
    relaxedMadd,
  );
  const bits = loop.run(operands).slice(0, given);
  return operation.outputs[0]?.dtype === 'float32' ? new Float32Array(bits.buffer) : bits;
}
