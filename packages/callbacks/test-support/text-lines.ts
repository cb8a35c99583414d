import type { TextOutput } from '@myelin/core';

/** An output that keeps the lines written to it. */
export function textLines(): TextOutput & { readonly lines: string[] } {
  let written = '';
  return {
    write: (text) => {
      written += text;
    },
    isTerminal: false,
    columns: 80,
    get lines() {
      return written.split('\n').slice(0, -1);
    },
  };
}
