import { describe, expect, test } from 'vitest';
import { render, type StyledText, styled } from './styled-text.ts';
import { type Alignment, fitLine, type LongWords, wrapText } from './wrap-text.ts';

const plain = (text: StyledText): string => render(text, false);
const wrap = (text: string, width: number, longWords: LongWords = 'cut'): string[] =>
  wrapText(styled(text), width, longWords).map(plain);
const fitted = (text: string, width: number, alignment: Alignment): string =>
  plain(fitLine(styled(text), width, alignment));

describe('wrapText', () => {
  test('breaks between words and leaves the spaces at the ends of lines', () => {
    expect(wrap('joined (Concatenate)', 19)).toEqual(['joined ', '(Concatenate)']);
    expect(wrap('(None, 32, 32, 8)', 9)).toEqual(['(None, ', '32, 32, ', '8)']);
  });

  test('lets a word end at the border, with the space after it beyond', () => {
    expect(wrap('dense (Dense)', 5)).toEqual(['dense ', '(Dense)']);
  });

  test('gives a word that is too long a line of its own', () => {
    expect(wrap('a far_too_long_name b', 6)).toEqual(['a ', 'far_too_long_name ', 'b']);
  });

  test('continues such a word on the next line if folded', () => {
    expect(wrap('a far_too_long b', 6, 'fold')).toEqual(['a ', 'far_to', 'o_long', ' b']);
  });

  test('keeps spaces before the first word, and an empty text as one empty line', () => {
    expect(wrap('   └ i1 (Dense)', 7)).toEqual(['   └ i1 ', '(Dense)']);
    expect(wrap('', 7)).toEqual(['']);
  });
});

describe('fitLine', () => {
  test('pads on the side that the alignment says, the odd space at the right', () => {
    expect(fitted('ab ', 5, 'left')).toBe('ab   ');
    expect(fitted('ab ', 5, 'right')).toBe('   ab');
    expect(fitted('ab ', 5, 'center')).toBe(' ab  ');
  });

  test('cuts what is too long with an ellipsis', () => {
    expect(fitted('a_rather_long_output_layer_name_here ', 19, 'left')).toBe('a_rather_long_outp…');
    expect(fitted('Trainable', 5, 'center')).toBe('Trai…');
    expect(fitted('abc', 1, 'left')).toBe('…');
    expect(fitted('abc', 0, 'left')).toBe('');
  });

  test('gives the ellipsis the color of what it stands for', () => {
    expect(render(fitLine(styled('abcd', '1'), 3, 'left'), true)).toBe('\x1b[1mab…\x1b[0m');
  });
});
