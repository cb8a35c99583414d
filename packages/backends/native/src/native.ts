import { defaultThreads, requireThreads } from '@myelin/backend-cpu';
import { ArgumentError, type Availability, BackendError } from '@myelin/core';
import type { CompilingBackend } from '@myelin/program';
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
}

/**
 * The native engine: compiled kernels with the widest vectors of the processor, on several threads. In Node.
 *
 * Whole programs (training, evaluation, prediction) run in the engine. Single operations are those of the cpu backend,
 * the slow ones replaced by kernels of the engine that work in the memory of the tensors.
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
      openSession: async (wishes) => {
        const { openSession } = await import('./session/open-session.ts');
        return openSession(requireBinding(load()), options, wishes);
      },
    },
  };
}

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
