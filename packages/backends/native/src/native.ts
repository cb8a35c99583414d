import { cpuWith, defaultThreads, requireThreads } from '@myelin/backend-cpu';
import { ArgumentError, type Availability, BackendError } from '@myelin/core';
import type { CompilingBackend, SessionOptions } from '@myelin/program';
import { type LoadedBinding, loadBinding } from './binding/load-binding.ts';
import type { NativeBinding } from './binding/native-binding.ts';
import { chooseInstructionSet } from './instruction-set.ts';

export interface NativeOptions {
  /**
   * Threads that share the work of large programs.
   *
   * @defaultValue `MYELIN_THREADS`, or the cores of the machine: all of up to four, else half, at most 8
   */
  readonly threads?: number;
  /**
   * Instruction set of the kernels: `'avx512'`, `'avx2'` or `'portable'`, as far as the processor has it.
   *
   * @defaultValue `MYELIN_ISA`, or the fastest that the processor has
   */
  readonly instructionSet?: string;
  /**
   * Whether models of dense layers with fewer than 256 weights run in the engine, too. Without this they run as WebAssembly
   * on one thread, as on the cpu backend: code made for a program has no calls between its instructions, which is what takes
   * time there.
   *
   * @defaultValue `false`
   */
  readonly smallModels?: boolean;
}

/** Multiply-adds of a step below which WebAssembly takes a half to nine tenths of the engine's time. */
const SMALL = 8192;

/**
 * The native engine: compiled kernels with the widest vectors of the processor, on several threads. In Node.
 *
 * Whole programs (training, evaluation, prediction) run in the engine, those of very small models as WebAssembly. Single
 * operations are those of the cpu backend, the slow ones replaced by kernels of the engine that work in the memory of the
 * tensors.
 */
export const native: CompilingBackend = nativeWith();

/**
 * The {@link native} backend with options.
 *
 * @throws {@link ArgumentError} `threads` is not a whole number of at least 1. An instruction set that the processor lacks
 * is refused when the backend is chosen.
 * @example
 * await useBackend(nativeWith({ threads: 1 }));
 */
export function nativeWith(options: NativeOptions = {}): CompilingBackend {
  requireOptions(options);
  let loaded: LoadedBinding | undefined;
  const load = (): LoadedBinding => (loaded ??= loadBinding());
  const small = cpuWith({ threads: 1 });
  return {
    name: 'native',
    priority: 10,
    capabilities: { deviceMemory: false, deterministic: true },
    available: async (): Promise<Availability> => availabilityOf(load(), options),
    load: async (): Promise<void> => {
      const { registerNative } = await import('./kernels/register-native.ts');
      const binding = requireBinding(load());
      const threads = options.threads ?? defaultThreads('native');
      const instructionSet = chooseInstructionSet(binding, options.instructionSet);
      await registerNative(new binding.NativeSession(threads, instructionSet));
    },
    programs: {
      openSession: async (wishes = {}) => {
        const binding = requireBinding(load());
        if (isSmall(wishes) && !options.smallModels) return small.programs.openSession(wishes);
        const { openSession } = await import('./session/open-session.ts');
        return openSession(binding, options, wishes);
      },
    },
  };
}

/** Whether code made for the programs of a session is faster than the kernels of the engine. */
const isSmall = ({ work = SMALL }: SessionOptions): boolean => work < SMALL;

function availabilityOf({ refusal, binding }: LoadedBinding, options: NativeOptions): Availability {
  if (refusal) return { available: false, ...refusal };
  try {
    chooseInstructionSet(binding, options.instructionSet);
    return { available: true };
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    return { available: false, reason: error.problem, fix: error.fix };
  }
}

function requireBinding({ binding, refusal }: LoadedBinding): NativeBinding {
  if (binding) return binding;
  throw new BackendError({ where: 'native', problem: refusal.reason, fix: refusal.fix });
}

function requireOptions({ threads }: NativeOptions): void {
  if (threads !== undefined) requireThreads('nativeWith', threads);
}
