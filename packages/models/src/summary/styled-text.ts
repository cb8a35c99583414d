/** Text whose characters each carry a color code, so that it can be wrapped and cut like an array. */

interface StyledCharacter {
  readonly character: string;
  /** Parameters of the terminal's color sequence, `''` for none. */
  readonly code: string;
}

export type StyledText = readonly StyledCharacter[];

/** Every code point of `text` in one style. */
export function styled(text: string, code = ''): StyledText {
  return Array.from(text, (character) => ({ character, code }));
}

/** Text with one style where `pattern`, a single capturing group, matches, and none elsewhere. */
export function highlight(
  text: string,
  pattern: RegExp,
  codeOf: (match: string) => string,
): StyledText {
  return text.split(pattern).flatMap((part, i) => styled(part, i % 2 === 1 ? codeOf(part) : ''));
}

/** The text as a string, with color sequences if wanted. */
export function render(text: StyledText, color: boolean): string {
  let result = '';
  let open = '';
  for (const { character, code } of text) {
    if (color && code !== open) {
      if (open !== '') result += '\x1b[0m';
      if (code !== '') result += `\x1b[${code}m`;
      open = code;
    }
    result += character;
  }
  return open === '' ? result : `${result}\x1b[0m`;
}
