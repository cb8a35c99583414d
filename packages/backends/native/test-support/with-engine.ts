import type { Session } from '@myelin/program';
import { describe, test } from 'vitest';
import type { SessionWishes } from '../../../program/test-support/session-laws.ts';
import { loadBinding } from '../src/binding/load-binding.ts';
import type { NativeBinding } from '../src/binding/native-binding.ts';
import { EngineSession } from '../src/session/native-session.ts';

/** The engine that tests run on. */
export interface Engine {
  readonly binding: NativeBinding;
  /** With the fastest instruction set, unless another one is named. */
  open(wishes: SessionWishes & { readonly instructionSet?: string }): Session;
}

/** Defines a group of tests on the engine; where there is none it is skipped, and says why. */
export function withEngine(title: string, group: (engine: Engine) => void): void {
  const { binding, refusal } = loadBinding();
  if (!binding) {
    describe.skip(title, () => test(`needs the native engine: ${refusal.reason}`, () => {}));
    return;
  }
  const [fastest] = binding.instructionSets() as [string];
  const open: Engine['open'] = ({ instructionSet = fastest, ...wishes }) =>
    new EngineSession(binding, { ...wishes, instructionSet });
  describe(title, () => group({ binding, open }));
}
