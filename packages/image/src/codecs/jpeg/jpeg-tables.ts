/** The tables of the standard's annex K, which nearly all programs write. */

/** What the numbers of a block are divided by at quality 50, in the order of pixels. */
const luminance = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
  14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
  92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];

const chrominance = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99,
  47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];

/** Divisors at a quality from 1 to 100, as libjpeg scales them. */
export function divisorsOf(kind: 'luminance' | 'chrominance', quality: number): Uint16Array {
  const scale = quality < 50 ? Math.floor(5000 / quality) : 200 - 2 * quality;
  return Uint16Array.from(kind === 'luminance' ? luminance : chrominance, (value) =>
    Math.min(Math.max(Math.floor((value * scale + 50) / 100), 1), 255),
  );
}

/** Codes: how many there are of each length, and what they stand for. */
export interface CodeList {
  readonly counts: readonly number[];
  readonly symbols: readonly number[];
}

/** Sizes of the first number of a block. */
const sizes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

/** Bytes written as text of hexadecimal digits. */
const fromHex = (text: string): readonly number[] =>
  (text.match(/../g) ?? []).map((digits) => Number.parseInt(digits, 16));

/** For the first number of each block and for the others: of brightness, and of colors. */
export const codeLists: Readonly<
  Record<'luminance' | 'chrominance', { readonly first: CodeList; readonly others: CodeList }>
> = {
  luminance: {
    first: { counts: [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], symbols: sizes },
    others: {
      counts: [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125],
      symbols: fromHex(
        '01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a2526' +
          '2728292a3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a83' +
          '8485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2' +
          'd3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa',
      ),
    },
  },
  chrominance: {
    first: { counts: [0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0], symbols: sizes },
    others: {
      counts: [0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 119],
      symbols: fromHex(
        '000102031104052131061241510761711322328108144291a1b1c109233352f0156272d10a162434e125f11718191a' +
          '262728292a35363738393a434445464748494a535455565758595a636465666768696a737475767778797a82' +
          '838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9ca' +
          'd2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa',
      ),
    },
  },
};
