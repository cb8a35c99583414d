/** What is done to texts before they are cut into tokens. */

/** `'lower'`: A to Z become small letters; `'strip_punctuation'`: marks of ASCII are taken out. */
export type StandardizeName = 'lower_and_strip_punctuation' | 'lower' | 'strip_punctuation';

export const standardizeNames: readonly StandardizeName[] = [
  'lower_and_strip_punctuation',
  'lower',
  'strip_punctuation',
];

/** Letters of other alphabets stay as they are, as in TensorFlow. */
const lower = (text: string): string =>
  isAscii.test(text)
    ? text.toLowerCase()
    : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are part of ASCII
const isAscii = /^[\x00-\x7f]*$/;

const stripPunctuation = (text: string): string =>
  text.replace(/[!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~']/g, '');

export const standardizers: Readonly<Record<StandardizeName, (text: string) => string>> = {
  lower_and_strip_punctuation: (text) => stripPunctuation(lower(text)),
  lower,
  strip_punctuation: stripPunctuation,
};
