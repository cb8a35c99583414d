import { RandomSource } from '@myelin/core';

/** Kinds of files: numbers, quoted texts and missing values side by side, or ten columns of numbers. */
export const csvShapes = ['mixed', 'numbers'] as const;
export type CsvShape = (typeof csvShapes)[number];

/** Characters handed on at a time. */
const PIECE = 1 << 20;
const CITIES = ['Seoul', 'Busan', 'New York', '"Paris, France"', 'São Paulo', '서울'];

/** The lines of a CSV file of about that size, the same ones every time. */
export function* csvLines(shape: CsvShape, bytes: number): Generator<string> {
  const random = new RandomSource(1);
  const row = shape === 'mixed' ? mixedRow : numbersRow;
  let text = shape === 'mixed' ? 'id,age,fare,sex,city,name,flag,score\n' : 'a,b,c,d,e,f,g,h,i,j\n';
  let written = 0;
  for (let i = 1; written + text.length < bytes; i++) {
    text += `${row(i, random)}\n`;
    if (text.length < PIECE) continue;
    yield text;
    written += text.length;
    text = '';
  }
  yield text;
}

function mixedRow(id: number, random: RandomSource): string {
  return [
    id,
    (random.unit() * 80).toFixed(1),
    (random.unit() * 500).toFixed(4),
    random.unit() < 0.5 ? 'male' : 'female',
    CITIES[random.integer(CITIES.length)],
    `"Person, Mr. ${id} ""Nick"" X"`,
    random.unit() < 0.5,
    random.unit() < 0.1 ? '' : random.unit(),
  ].join();
}

function numbersRow(_id: number, random: RandomSource): string {
  return Array.from({ length: 10 }, (_, column) => {
    if (column < 3) return random.integer(1000);
    return column < 6 ? (random.unit() * 100).toFixed(3) : random.unit();
  }).join();
}
