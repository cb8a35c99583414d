import { type StyledText, styled } from './styled-text.ts';

/** What becomes of a word longer than a line: cut when the line is drawn, or continued on the next line. */
export type LongWords = 'cut' | 'fold';

/**
 * Breaks text between words into lines of at most `width` characters. Spaces stay at the ends of lines and may
 * stick out; so does a word that is too long and not folded.
 *
 * @source `divide_line` of Python's rich 15, which draws Keras's summaries.
 */
export function wrapText(text: StyledText, width: number, longWords: LongWords): StyledText[] {
  const lines: StyledText[] = [];
  let line: StyledText = [];
  for (const word of words(text)) {
    const { length } = trimEnd(word);
    if (line.length + length <= width) {
      line = [...line, ...word];
      continue;
    }
    if (line.length > 0) lines.push(line);
    line = word;
    if (longWords === 'fold' && length > width) {
      for (; line.length > width; line = line.slice(width)) lines.push(line.slice(0, width));
    }
  }
  return [...lines, line];
}

export type Alignment = 'left' | 'center' | 'right';

/** A line of exactly `width` characters: padded, or cut with an ellipsis (`a_rather_long_outp…`). */
export function fitLine(line: StyledText, width: number, alignment: Alignment): StyledText {
  const text = cut(trimEnd(line), width);
  const free = width - text.length;
  const left = { left: 0, center: Math.floor(free / 2), right: free }[alignment];
  return [...styled(' '.repeat(left)), ...text, ...styled(' '.repeat(free - left))];
}

function cut(text: StyledText, width: number): StyledText {
  if (text.length <= width) return text;
  const kept = text.slice(0, Math.max(width - 1, 0));
  return width < 1 ? kept : [...kept, ...styled('…', text[width - 1]?.code)];
}

const isSpace = (character: string): boolean => /\s/u.test(character);

/** Words with the spaces after them; the first one also has the spaces before it. */
function words(text: StyledText): StyledText[] {
  const found: StyledText[] = [];
  let begin = 0;
  for (let i = 1; i < text.length; i++) {
    const startsWord = !isSpace(text[i]?.character ?? '') && isSpace(text[i - 1]?.character ?? '');
    if (!startsWord || trimEnd(text.slice(begin, i)).length === 0) continue;
    found.push(text.slice(begin, i));
    begin = i;
  }
  found.push(text.slice(begin));
  return found;
}

function trimEnd(text: StyledText): StyledText {
  let end = text.length;
  while (end > 0 && isSpace(text[end - 1]?.character ?? '')) end--;
  return text.slice(0, end);
}
