/** Data of the workloads: real files from `MYELIN_DATA`, or made from a fixed seed. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mnist, NdArray, RandomSource } from 'myelin';
import type { Rows } from './workload.ts';

/** Folder with `mnist/`, `pima/` and `advertising/`. */
export const dataFolder =
  process.env.MYELIN_DATA ?? fileURLToPath(new URL('../../../shared/datasets', import.meta.url));
process.env.MYELIN_DATA = dataFolder;

/** MNIST as rows of 784 numbers in [0, 1]. */
export async function mnistRows(rows: number): Promise<Rows> {
  const { x, y } = await mnistImages(rows);
  return { x: x.reshape([x.length, 784]), y };
}

/** MNIST as images of 28 × 28 × 1 numbers in [0, 1]. */
export async function mnistImages(rows: number): Promise<Rows> {
  const { train } = await mnist.load();
  const images = train.images.slice(0, rows).div(255);
  return {
    x: images.reshape([images.length, 28, 28, 1]),
    y: train.labels.slice(0, rows).astype('int32'),
  };
}

/** Pima Indians diabetes: 8 features, positive or not; the first 614 rows. */
export async function pima(rows: number): Promise<Rows> {
  const table = await readNumbers('pima/pima-indians-diabetes.csv', 0);
  return split(table.slice(0, Math.min(rows, 614)), 8);
}

/** Advertising: row number and three budgets, sales; the first 140 rows. */
export async function advertising(rows: number): Promise<Rows> {
  const table = await readNumbers('advertising/Advertising.csv', 1);
  return split(table.slice(0, Math.min(rows, 140)), 4);
}

export async function xor(): Promise<Rows> {
  return {
    x: new NdArray(new Float32Array([0, 0, 0, 1, 1, 0, 1, 1]), [4, 2]),
    y: new NdArray(new Float32Array([0, 1, 1, 0]), [4, 1]),
  };
}

/** Reviews as sets of words: about 130 ones among 10,000 columns, and random labels. */
export async function imdbLike(rows: number): Promise<Rows> {
  const random = new RandomSource(0);
  const samples = Math.min(rows, 15000);
  const x = new Uint8Array(samples * 10000);
  for (let row = 0; row < samples; row++) {
    for (let word = 0; word < 130; word++) x[row * 10000 + random.integer(10000)] = 1;
  }
  const y = Float32Array.from({ length: samples }, () => random.integer(2));
  return { x: new NdArray(x, [samples, 10000]), y: new NdArray(y, [samples, 1]) };
}

/** Numbers in [0, 1), for predictions: what is in them makes no difference to the time. */
export function noise(rows: number, features: number): NdArray {
  const random = new RandomSource(0);
  const data = Float32Array.from({ length: rows * features }, () => random.unit());
  return new NdArray(data, [rows, features]);
}

async function readNumbers(path: string, headerLines: number): Promise<number[][]> {
  const text = await readFile(join(dataFolder, path), 'utf8');
  const lines = text.trim().split(/\r?\n/).slice(headerLines);
  return lines.map((line) => line.split(',').map((cell) => Number(cell.replaceAll('"', ''))));
}

function split(table: readonly number[][], features: number): Rows {
  const x = Float32Array.from(table.flatMap((row) => row.slice(0, features)));
  const y = Float32Array.from(table.map((row) => row[features] ?? Number.NaN));
  return { x: new NdArray(x, [table.length, features]), y: new NdArray(y, [table.length, 1]) };
}
