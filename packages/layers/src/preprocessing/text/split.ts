/** How texts are cut into tokens. */

export type SplitName = 'whitespace' | 'character';

export const splitNames: readonly SplitName[] = ['whitespace', 'character'];

export const splitters: Readonly<Record<SplitName, (text: string) => string[]>> = {
  /** Whitespace of ASCII; other spaces are part of words, as in TensorFlow. */
  whitespace: (text) => text.split(/[ \t\n\v\f\r]+/).filter((token) => token !== ''),
  character: (text) => Array.from(text),
};
