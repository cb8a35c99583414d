/** What the quickstart shows in the terminal. */

import { styleText } from 'node:util';
import { drawCurves, drawPicture, sideBySide, type Terminal } from '@myelin/example-terminal';
import type { BackendChoice } from 'myelin';
import { type Answer, mistakes } from './judgement.ts';
import type { QuickstartRun } from './quickstart.ts';

/** Which backend is used, and why no faster one. */
export function backendLine({ backend, refused }: BackendChoice): string {
  const reasons = refused.map(({ name, reason }) => `${name} cannot run here: ${reason}`);
  return [backend.name, ...reasons].join('; ');
}

/** Eight images with the network's answers, mistakes among them if it made any. */
export function someAnswers({ task, test }: QuickstartRun, { columns, colors }: Terminal): string {
  const wrong = mistakes(test).slice(0, 2);
  const right = test.answers.filter(({ truth, guess }) => truth === guess);
  const pictures = [...right.slice(0, 8 - wrong.length), ...wrong].map((answer) => ({
    lines: drawPicture(answer.image, task.white, colors),
    caption: caption(answer, colors),
  }));
  return sideBySide(pictures, columns);
}

function caption({ truth, guess, confidence }: Answer, colors: boolean): string {
  const isRight = truth === guess;
  const text = `${guess} (${Math.round(100 * confidence)} %) ${isRight ? '✓' : `✗ is ${truth}`}`;
  return colors ? styleText(isRight ? 'green' : 'red', text) : text;
}

/** The loss on the images it learns from, and on those kept apart. */
export function curves({ history, options }: QuickstartRun, terminal: Terminal): string {
  if (options.epochs < 2) return '';
  const { loss = [], val_loss = [] } = history;
  return drawCurves('loss', { training: loss, validation: val_loss }, terminal);
}
