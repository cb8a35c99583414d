import { expect, test } from 'vitest';
import { FLOPS_PER_TURN, maddLoop } from './madd-loop.ts';

test.each([false, true])(
  'does as many multiply-adds as it says; relaxed: %s',
  async (isRelaxed) => {
    const code = maddLoop(isRelaxed);
    if (!WebAssembly.validate(code)) return;
    const { instance } = await WebAssembly.instantiate(code);
    const run = instance.exports.run as (turns: number) => number;
    // It answers with the sum of one lane of four, to which each multiply-add (two operations) added 2⁻²⁰ · 2⁻²⁰.
    expect(run(7)).toBe((7 * FLOPS_PER_TURN) / 2 / 4 / 2 ** 40);
  },
);
