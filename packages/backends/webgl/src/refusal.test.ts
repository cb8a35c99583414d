import { expect, test } from 'vitest';
import { refusalOf } from './refusal.ts';

/** A canvas whose WebGL 2 context has the given extensions. */
const canvasWith = (...extensions: string[]) => ({
  getContext: () => ({ getExtension: (name: string) => (extensions.includes(name) ? {} : null) }),
});

test('a device with textures of 32-bit numbers is taken', () => {
  expect(refusalOf(canvasWith('EXT_color_buffer_float'))).toBeUndefined();
});

test('a device with textures of 16-bit numbers is refused, and told so', () => {
  expect(refusalOf(canvasWith('EXT_color_buffer_half_float'))).toBe(
    'this device computes in 16-bit numbers only, too coarse for training',
  );
});

test('a browser without WebGL 2 is refused, and so is a place without a canvas', () => {
  expect(refusalOf({ getContext: () => null })).toMatch(/no WebGL 2/);
  expect(refusalOf(undefined)).toMatch(/not a browser/);
});

test('the context that was looked at is let go', () => {
  let lost = 0;
  const getExtension = (name: string) =>
    name === 'WEBGL_lose_context' ? { loseContext: () => lost++ } : {};
  expect(refusalOf({ getContext: () => ({ getExtension }) })).toBeUndefined();
  expect(lost).toBe(1);
});
