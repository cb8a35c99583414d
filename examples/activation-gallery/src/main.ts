/** Every activation function and its derivative, and where the derivative of sigmoid is lost. */

import {
  drawPlot,
  drawSmallPlot,
  type Picture,
  type Point,
  readFlags,
  sideBySide,
  terminal,
} from '@myelin/example-terminal';
import { type ActivationCurve, activationCurve, curveNames, useBackend } from 'myelin';

const { width } = readFlags({ width: 16 });
await useBackend();

const curves = curveNames().map((name) => activationCurve(name, { from: -6, to: 6 }));
console.log(`${curves.length} activations from -6 to 6, and below each its derivative\n`);
console.log(sideBySide(curves.map(pictureOf), terminal().columns));

// The note: below -6 sigmoid is near 0, above 6 near 1. There its slope is near 0 too, and nothing is learnt any more.
const sigmoid = activationCurve('sigmoid', { from: -10, to: 10, points: 81 });
const tanh = activationCurve('tanh', { from: -10, to: 10, points: 81 });
const options = { xLabel: 'x', xTicks: [-10, -6, 0, 6, 10] };
const values = { sigmoid: points(sigmoid, 'y') };
const slopes = { sigmoid: points(sigmoid, 'slope'), tanh: points(tanh, 'slope') };
console.log(drawPlot(values, { title: 'y', ...options }, terminal()));
console.log(drawPlot(slopes, { title: 'derivative', ...options }, terminal()));

console.log('\n    x  sigmoid  derivative   left after 5 layers');
for (const x of [-6, -3, 0, 3, 6]) {
  const i = sigmoid.x.indexOf(x);
  const [y = Number.NaN, slope = Number.NaN] = [sigmoid.y[i], sigmoid.slope[i]];
  console.log(
    `${String(x).padStart(5)}  ${y.toFixed(5)}  ${slope.toFixed(5)}      ${(slope ** 5).toExponential(1)}`,
  );
}

const relu = activationCurve('relu', { from: -2, to: 2, points: 5 });
console.log(`\nrelu of ${list(relu.x)} is ${list(relu.y)}, its derivative ${list(relu.slope)}`);

function pictureOf(curve: ActivationCurve): Picture {
  const size = { width, height: 4 };
  const lines = [
    ...drawSmallPlot(points(curve, 'y'), size),
    range(curve.y),
    ...drawSmallPlot(points(curve, 'slope'), size),
    range(curve.slope),
  ];
  return { lines, caption: curve.name };
}

function points({ x, ...curve }: ActivationCurve, of: 'y' | 'slope'): Point[] {
  return Array.from(x, (place, i): Point => [place, curve[of][i] ?? 0]);
}

function range(values: Float32Array): string {
  const number = (value: number): string => String(Number(value.toFixed(2)));
  return `${number(Math.min(...values))} … ${number(Math.max(...values))}`;
}

function list(values: Float32Array): string {
  return [...values].join(', ');
}
