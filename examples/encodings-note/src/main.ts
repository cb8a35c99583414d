/** Words and numbers as a network takes them: the tables of the fifth course note, and what becomes of training without. */

import { terminal } from '@myelin/example-terminal';
import { useBackend } from 'myelin';
import { printCarProblem } from './car-problem.ts';
import { printNumbers } from './numbers.ts';
import { printScaleEffect } from './scale-effect.ts';
import { printVectors } from './vectors.ts';
import { printWords } from './words.ts';

await useBackend('cpu');
printWords();
await printVectors();
printNumbers();
const loss = await printScaleEffect(terminal());
const accuracy = await printCarProblem();

if (loss.scaled > loss.raw / 2 || accuracy.scaled < 0.8) {
  console.error(
    'Expected half the loss with scaled inputs, and an accuracy of at least 0.80 on other customers.',
  );
  process.exitCode = 1;
}
