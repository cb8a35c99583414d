import { pad } from '@myelin/core';
import type { EdgeChange } from './edge-layer.ts';

/** Adds zeros at the edges. */
export const zeroPadding: EdgeChange<'padding'> = { option: 'padding', sign: 1, apply: pad };
