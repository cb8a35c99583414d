import { MyelinError } from '@myelin/core';
import { expect } from 'vitest';
import { newLayer } from '../layers/any-layer-class.ts';
import type { LayerUnderTest } from './law.ts';

/** A name that is no option, and for each option values of a wrong kind, are refused by an error that names them. */
export function refusesBadOptions({ Class, example, options, make }: LayerUnderTest): void {
  using layer = make();
  const { freeText = [] } = example;
  const construct = (bad: object) => newLayer(Class, { ...options(), ...bad });
  expectRefusal(() => construct({ notAnOption: 1 }), 'notAnOption', 1);
  const bad = Object.entries(layer.config).flatMap(([option, value]) =>
    (freeText.includes(option) ? [12345] : wrongFor(option, value)).map(
      (wrong) => [option, wrong] as const,
    ),
  );
  const further = Object.entries(example.refuses ?? {}).flatMap(([option, values]) =>
    values.map((wrong) => [option, wrong] as const),
  );
  for (const [option, wrong] of [...bad, ...further]) {
    expectRefusal(() => construct({ [option]: wrong }), option, wrong);
  }
}

/** Values that cannot be meant where `value` is right. */
function wrongFor(option: string, value: unknown): unknown[] {
  if (option === 'name') return [12345, ''];
  if (typeof value === 'number') return ['no such value', Number.NaN];
  if (typeof value === 'boolean') return ['no such value', 2];
  if (typeof value === 'string') return [12345, 'no such value'];
  return ['no such value'];
}

/** An error of ours that holds the option's name, or, for values looked up by name, the value. */
function expectRefusal(construct: () => unknown, option: string, value: unknown): void {
  const shown = `${option}: ${String(value)}`;
  let error: unknown;
  try {
    construct();
  } catch (thrown) {
    error = thrown;
  }
  expect(error, `error for { ${shown} }`).toBeInstanceOf(MyelinError);
  const { message } = error as MyelinError;
  const named = message.includes(option) || message.includes(String(value));
  expect(named, `the error for { ${shown} } names the option: ${message}`).toBe(true);
}
