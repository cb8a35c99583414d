import {
  DataError,
  describe,
  isTensor,
  type NestedStrings,
  StringArray,
  stringArray,
  stringsOf,
  type Tensor,
} from '@myelin/core';

/** Texts as samples: a list of them, nested lists, a StringArray, or a tensor of texts; batch axis first. */
export type TextInput = NestedStrings | StringArray | Tensor;

/**
 * Texts in ordinary memory.
 *
 * @throws {@link DataError} there are none, or something else than texts. {@link ShapeError} lists are ragged.
 */
export function readTexts(where: string, name: string, input: unknown): StringArray {
  const texts = isTensor(input) ? stringsOf(input) : input;
  const array = texts instanceof StringArray ? texts : fromLists(where, name, texts);
  if (array.rank > 0 && array.size > 0) return array;
  throw new DataError({
    where,
    problem: `\`${name}\` must hold at least one text, in a list, received ${describe(input)}`,
    fix: "pass a list with one entry for each sample: ['a text', 'another']",
  });
}

function fromLists(where: string, name: string, texts: unknown): StringArray {
  if (!Array.isArray(texts)) {
    throw new DataError({
      where,
      problem: `\`${name}\` must hold texts, received ${describe(texts)}`,
      fix: "pass a list with one entry for each sample: ['a text', 'another']",
    });
  }
  return stringArray(texts as NestedStrings, `${where} \`${name}\``);
}
