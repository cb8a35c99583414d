/** Compiles a single task into a module and runs it, guarding every place against writes past its ends. */

import type { Value } from '@myelin/program';
import type { HostFunction, TaskContext, TaskEmitter } from '../src/compiler/tasks/task-context.ts';
import type { Callable } from '../src/compiler/wasm/function-builder.ts';
import { HOST, ModuleBuilder } from '../src/compiler/wasm/module-builder.ts';

/** Elements of a value, row-major; booleans are 0 and -1. */
export type Elements = Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

export interface TaskRunOptions<Task> {
  readonly emitter: TaskEmitter<Task>;
  readonly task: Task;
  /** Values from outside that have memory. Booleans are 0 and -1. */
  readonly inputs: ReadonlyMap<Value, ArrayLike<number>>;
  /** Results that have memory. */
  readonly outputs: readonly Value[];
  /** Results that overwrite the memory of an input. */
  readonly inPlace?: ReadonlyMap<Value, Value>;
  /** Values that name the memory of another one, as a `Reshape` does. */
  readonly aliases?: ReadonlyMap<Value, Value>;
  /** @defaultValue 1 */
  readonly parts?: number;
  /** @defaultValue true */
  readonly relaxedMadd?: boolean;
  /** Bytes from whose end scratch memory is handed out, downwards: the order of its blocks must mean nothing. */
  readonly scratchBytes?: number;
}

export interface CompiledTask {
  /** Runs all parts, one after the other. */
  run(): void;
  /** What a value holds now. */
  read(value: Value): Elements;
  /** Writes an input again. */
  write(value: Value, elements: ArrayLike<number>): void;
  /** Throws if anything was written past the ends of a place. */
  checkCanaries(): void;
  /** The function of each part, and what finishes the task, for measuring. */
  readonly functions: readonly (() => void)[];
  readonly moduleBytes: number;
}

const SPARE = 64;
/** NaN as float32, so that what leaks from spare bytes into results is seen. */
const CANARY = 0x7fc5a5a5;
const GUARD = 1024;

const hostFunctions = {
  pow: Math.pow,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  atan2: Math.atan2,
} satisfies Record<HostFunction, (...numbers: number[]) => number>;

/** Runs a task once and returns its outputs. */
export function runTask<Task>(options: TaskRunOptions<Task>): Map<Value, Elements> {
  const compiled = compileTask(options);
  compiled.run();
  compiled.checkCanaries();
  return new Map(options.outputs.map((value) => [value, compiled.read(value)]));
}

/** A task as functions over a memory of its own. */
export function compileTask<Task>(options: TaskRunOptions<Task>): CompiledTask {
  const { emitter, task, inputs, outputs, parts = 1, relaxedMadd = true } = options;
  const refusal = emitter.refusal(task);
  if (refusal !== undefined) throw new Error(`refused: ${refusal}`);

  const places = new Map<Value, number>();
  const spans: { readonly begin: number; readonly end: number }[] = [];
  let top = GUARD;
  const reserve = (bytes: number): number => {
    const begin = top;
    spans.push({ begin, end: begin + bytes });
    top = Math.ceil((begin + bytes + SPARE) / 64) * 64;
    return begin;
  };
  let scratchEnd = top + (options.scratchBytes ?? 0);
  top = scratchEnd;
  const reserveBelow = (bytes: number): number => {
    const begin = Math.floor((scratchEnd - SPARE - bytes) / 64) * 64;
    if (begin < GUARD) throw new RangeError('`scratchBytes` is too small');
    spans.push({ begin, end: begin + bytes });
    scratchEnd = begin;
    return begin;
  };
  for (const value of inputs.keys()) places.set(value, reserve(4 * sizeOf(value)));
  for (const value of outputs) {
    const host = options.inPlace?.get(value);
    const shared = host && places.get(host);
    places.set(value, shared ?? reserve(4 * sizeOf(value)));
  }

  const root = (value: Value): Value => {
    const named = options.aliases?.get(value);
    return named ? root(named) : value;
  };
  const address = (value: Value): number => {
    const place = places.get(root(value));
    if (place === undefined) throw new RangeError('the value has no place');
    return place;
  };

  // Memory limits are part of the module, and scratch memory is only known at the end: plenty.
  const limits = { minimum: 1, maximum: 65536, shared: false };
  const module = new ModuleBuilder(limits);
  const host = new Map<HostFunction, Callable>();
  for (const name of Object.keys(hostFunctions) as HostFunction[]) {
    const parameters =
      hostFunctions[name].length === 2 ? (['f64', 'f64'] as const) : ['f64' as const];
    host.set(name, module.import(name, parameters, ['f64']));
  }
  let shared: number | undefined;
  const sharedScratch = (bytes: number): number => {
    shared ??= reserve(bytes);
    return shared;
  };
  const contextOf = (index: number): TaskContext => ({
    relaxedMadd,
    part: { index, count: parts },
    address,
    hasPlace: (value) => places.has(root(value)),
    root,
    scratch: options.scratchBytes === undefined ? reserve : reserveBelow,
    sharedScratch,
    hostFunction: (name) => host.get(name) as Callable,
  });
  const finish = emitter.finish?.(task);
  const names = Array.from({ length: parts }, (_, index) => `part${index}`);
  for (const [index, name] of names.entries()) {
    const context = contextOf(index);
    const built = module.function([], [], (f) => emitter.emit(f, task, context));
    module.export(name, built);
  }
  if (finish) {
    const built = module.function([], [], (f) => finish.emit(f, contextOf(0)));
    module.export('finish', built);
    names.push('finish');
  }

  const memory = new WebAssembly.Memory({
    initial: Math.ceil((top + GUARD) / 65536),
    maximum: limits.maximum,
  });
  const bytes = module.encode();
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
    [HOST]: { memory, ...hostFunctions },
  });
  const words = new Uint32Array(memory.buffer);
  words.fill(CANARY);
  const view = (value: Value): Elements =>
    value.dtype === 'float32'
      ? new Float32Array(memory.buffer, address(value), sizeOf(value))
      : new Int32Array(memory.buffer, address(value), sizeOf(value));
  for (const [value, elements] of inputs) view(value).set(elements);

  const functions = names.map((name) => instance.exports[name] as () => void);
  return {
    run: () => {
      for (const part of functions) part();
    },
    read: (value) => view(value).slice(),
    write: (value, elements) => view(value).set(elements),
    checkCanaries: () => {
      const isInside = new Uint8Array(words.length);
      for (const { begin, end } of spans) isInside.fill(1, begin / 4, end / 4);
      const at = words.findIndex((word, i) => isInside[i] === 0 && word !== CANARY);
      if (at >= 0) {
        const near = [...spans].reverse().find(({ begin }) => begin <= 4 * at);
        throw new Error(`wrote at byte ${4 * at}, past the end of [${near?.begin}, ${near?.end})`);
      }
    },
    functions,
    moduleBytes: bytes.length,
  };
}

const sizeOf = ({ shape }: Value): number => shape.reduce((a, b) => a * b, 1);
